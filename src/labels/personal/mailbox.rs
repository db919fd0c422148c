//! Mailboxes of no person: `contact@`, `newsletter@`, `ne-pas-repondre@`, `mairie-de-brest@`.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::super::fold;

/// Words of which a mailbox of no person is made, without a final s. RFC 2142 has some; the others
/// are those of French public services and associations.
const ROLES: &str = "\
    associative civil donotreply foyer franceservice hotel humain humaine locale pass petite plan point \
    abonnement absence abuse academie accessibilite accompagnement accueil achat actu actualite adherent adherer adhesion admin administrateur administration \
    admission agence agenda agent aide alerte alert alternance amo animation annonce antenne appel apprentissage archive asso association assistance \
    assurance atelier atsem attache audit automatique billetterie biblio bibliotheque bienvenue bonjour boutique bounce bug bulletin bureau cabinet cadastre \
    campagne candidat candidature cantine carriere ccas cdi cellule centre cil cimetiere cinema client collecte com comite commande commercial communication \
    community compta comptabilite concours conseil conseiller consultation contact contacter conservatoire contenu coordination correspondance correspondant \
    courriel courrier creche cse culture cnil daf data debat deliberation delegue delegation demande demarche departement developpement devis dg dga dgs \
    diffusion digital direction directeur directrice dirigeant dns document documentation don donnee dossier dpd dpo drh dsi dsn dst droit eau ecologie \
    economie ecole education elu elue election email emailing emploi emailer enfance enquete enregistrement enseignement entraide entreprise environnement \
    equipe erreur espace etat etatcivil etudiant eval evaluation evenement event expertise expert facturation facture faq famille festival finance fiscalite \
    formation forum fournisseur ftp gestion gestionnaire greffe grh guichet habitat handicap hebdo hello help helpdesk hotline hostmaster hr hygiene incident \
    incubateur info infolettre information informatique infrastructure innovation inscription inspection institut instruction international intranet \
    invitation it jeunesse job juridique justice kit lettre lien liste list listserv livraison local logement logistique loisir ludotheque mail mailer mailing daemon \
    mailerdaemon mairie maire maison maintenance manager marche marketing mediation media mediatheque medical membre mensuel message messagerie mission mobilite \
    moderation mediateur municipal musee musique ne nepasrepondre new news newsletter nl noc non noreply no notification notif numerique observatoire office \
    offre online operation ordre organisation orientation owner paie paiement pao parent partenaire partenariat pas patrimoine pedagogie pedagogique \
    permanence permanent personnel perso petiteenfance piscine planning plateforme pole police politique portail poste postmaster prefecture prefet presidence \
    president presidente presse prestataire prevention privacy pro produit professionnel programme projet promotion proprete protection proxy publication public \
    publicite qualite question questionnaire radio rappel rdv reclamation recrutement redac redaction referent region registre reglementation reinscription \
    relance relation rendezvous renouvellement renseignement repondre reply repondeur reponse reservation reseau resource ressource restauration \
    retraite return retour rh robot root rssi rgpd sante sav scolaire scolarite secours secretaire secretariat secretaria securite security senior service \
    servicepublic signalement site smtp social sociale societe solidarite solution sondage spam sport stage staff standard statistique stat subscribe subvention \
    suggestion suivi sup superviseur supervision support suivie syndicat syndic system systeme taxe team tech technique technicien telecom telephonie test theatre \
    ticket tourisme tout transport travaux tresorerie tresorier tribunal unsubscribe urba urbanisme urgence usager user utilisateur vaccination veille vente vie \
    vievieassoc ville villa visite voirie volontaire volontariat vote voyage web webinaire webmaster webmestre welcome www zone";

/// What stands between them, and says nothing of a person either.
const GLUE: &str = "a au aux d de des du en et l la le les ou not do par pour sur the of for to and \
    beta gouv fr france national nationale nationales regional regionale departemental departementale municipale communal communale \
    public publics publique general generale generaux tous nord sud est ouest test prod preprod dev demo \
    angers bordeaux brest bretagne corse dijon grenoble guadeloupe guyane idf lille limoges lyon marseille martinique mayotte metz montpellier nancy nantes \
    nice normandie occitanie orleans paca paris reims rennes reunion rouen strasbourg toulouse tours";

/// What a mailbox of a place or body begins with: its name follows.
const BODIES: &str = "academie agence antenne apec caf cap carsat cci ccas cd cdg cpam chu college commune communaute conseil cg cr crous ddt ddtm ddets \
    departement dreal dreets draaf drac dsden ecole ehpad fts gendarmerie gip greta hopital ifsi iut lycee mairie maison mdph metropole mfr ml \
    mission missionlocale msa office ofii ot pole prefecture region rectorat sdis siege sivom smur sncf spip sip sie tribunal urssaf universite ville";

/// First names that are frequent in France. INSEE, "Fichier des prénoms", and their usual forms in
/// other tongues.
const FIRST_NAMES: &str = "\
    abdel adam adele adrien agathe agnes ahmed aicha alain alan albert alex alexandra alexandre alexia alexis alice alicia aline alix amandine ambre amelie \
    amina anais andre andrea ange angele angelique anna anne annie antoine antonin ariane armand arnaud arthur astrid audrey aurelia aurelie aurelien aurore axel \
    axelle baptiste barbara bastien beatrice benedicte benjamin benoit bernadette bernard berenice bertrand blandine brigitte bruno camille capucine carine carla carole \
    caroline catherine cecile cedric celia celine chantal charles charlene charlotte chloe christel christelle christian christiane christine christophe \
    claire clara clarisse claude claudine clement clementine clemence colette constance corentin corinne coralie cyril cyrille damien daniel daniele danielle david \
    deborah delphine denis denise diane didier dimitri dominique dorothee dylan edith edouard elena eleonore eliane elias elisa elisabeth elise ella eloise elodie elsa \
    emeline emilie emile emilien emma emmanuel emmanuelle enzo eric erwan estelle esther etienne eugenie eva evelyne fabien fabienne fabrice fanny fatima \
    fatou felix fernand flavie flavien florence florent florian floriane francine francis franck francois francoise frederic frederique gabin gabriel gabrielle gael gaelle gaetan \
    gaspard geoffrey georges geraldine gerard germain ghislain ghislaine gilbert gilles ginette gisele gregoire gregory guillaume gustave guy gwenaelle hakim hamza helene \
    henri henry herve hugo hugues ibrahim ilyes ines irene isabelle ismael ivan jack jacky jacqueline jacques jade jamila jason jean jeanne jeannine jennifer jeremie jeremy jerome \
    jessica joan joanna joel joelle john jonathan jordan jose joseph josephine josette josiane juan judith jules julia julian julie julien juliette justin justine \
    karim karima karine kevin khadija laetitia lara laura laure laurence laurent lea leila lena leo leon leonie lila liliane lilou lina linda lionel lisa lise loic lola lou \
    louane louis louise luc luca lucas lucette lucie lucien lucienne ludivine ludovic lydia lydie madeleine mael maelle maeva magali malik manon manuel marc marcel marcelle margaux \
    margot marguerite maria mariam marianne marie marina marine marion marius marjorie marta marthe martial martin martine mateo mathias mathieu mathilde mathis matthieu maud maurice \
    max maxence maxime mehdi melanie melina melissa mia michael michel michele micheline michelle mickael milan mireille mohamed mohammed monique morgan morgane muriel \
    myriam nadege nadia nadine nathalie nathan nathanael nicolas nicole nina noe noel noemie nolan nora norbert nour oceane odette odile olivia olivier omar oscar pascal pascale \
    patrice patricia patrick paul paula paulette pauline philippe pierre pierrick quentin rachel rachid raoul raphael raphaelle raymond raymonde rebecca regine regis remi remy renaud rene renee \
    richard robert robin rodolphe roger roland romain romane rosalie rose roselyne roxane ruben sabine sabrina sacha said salma salome samia samir samuel sandra sandrine sara sarah \
    sebastien serge severine simon simone sofia sofiane solange solene sonia sophie stephane stephanie steven suzanne sylvain sylvie tanguy tatiana teo theo theodore theophile \
    therese thibault thibaut thierry thomas tiffany timothee tom tony tristan ugo valentin valentine valerie vanessa veronique victor victoire victoria vincent violette virginie vivien viviane wassim \
    william xavier yacine yann yannick yasmine yoann yohan youssef yves yvette yvonne zoe";

static WORDS: LazyLock<[HashSet<&'static str>; 4]> =
    LazyLock::new(|| [ROLES, GLUE, BODIES, FIRST_NAMES].map(|words| words.split_whitespace().collect()));

fn is_in(set: usize, word: &str) -> bool {
    WORDS[set].contains(word)
}

fn is_role(word: &str) -> bool {
    is_in(0, word) || word.strip_suffix(['s', 'x']).is_some_and(|one| is_in(0, one))
}

/// Whether all words of a text are such that say nothing of a person.
pub fn is_impersonal(text: &str) -> bool {
    let folded = fold(text);
    folded
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| is_role(word) || is_in(1, word))
}

/// Whether a word, of any case and accents, is a frequent first name.
pub fn is_first_name(word: &str) -> bool {
    is_in(3, &fold(word))
}

/// Whether the part of an address before `@` is a role, a service or a body, whatever stands after
/// `+`.
pub fn is_of_no_person(local: &str) -> bool {
    let folded = fold(local);
    let base = folded.split('+').next().unwrap_or_default();
    let words: Vec<&str> = base.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let Some(first) = words.first() else {
        return false;
    };
    if is_role(&words.concat()) {
        return true;
    }
    if words.iter().all(|word| is_role(word) || is_in(1, word)) {
        return words.iter().any(|word| is_role(word));
    }
    (is_in(2, first) || words.starts_with(&["france"])) && words.len() > 1 && !names_a_person(&words[1..])
}

/// Whether a first name is among the words that is no saint's: `mairie-saint-jean`.
fn names_a_person(words: &[&str]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let saint = at > 0 && matches!(words[at - 1], "saint" | "sainte" | "st" | "ste");
        is_in(3, word) && !saint
    })
}
