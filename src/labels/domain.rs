//! Whether many sites share a domain, each below it with a host of its own.

/// Domains of the French State and of others below which unrelated sites live, beside those of the
/// public suffix list (`gouv.fr`, `github.io`). From the hosts in the list of the public sector's
/// domain names.
const FAMILIES: &str = "\
    agriculture.gouv.fr anah.gouv.fr anct.gouv.fr ants.gouv.fr api.gouv.fr aviation-civile.gouv.fr \
    beta.gouv.fr budget.gouv.fr cohesion-territoires.gouv.fr culture.gouv.fr data.gouv.fr \
    defense.gouv.fr developpement-durable.gouv.fr din.developpement-durable.gouv.fr \
    diplomatie.gouv.fr direccte.gouv.fr douane.gouv.fr dreets.gouv.fr drieets.gouv.fr \
    ecologie.gouv.fr economie.gouv.fr education.gouv.fr emploi.gouv.fr \
    enseignementsup-recherche.gouv.fr entreprises.gouv.fr equipement.gouv.fr esante.gouv.fr \
    etalab.gouv.fr etudiant.gouv.fr fabrique.social.gouv.fr finances.gouv.fr dgfip.finances.gouv.fr \
    fonction-publique.gouv.fr handicap.gouv.fr impots.gouv.fr inclusion.beta.gouv.fr \
    inclusion.gouv.fr interieur.gouv.fr gendarmerie.interieur.gouv.fr jeunes.gouv.fr \
    jeunesse-sports.gouv.fr justice.gouv.fr logement.gouv.fr modernisation.gouv.fr numerique.gouv.fr \
    outre-mer.gouv.fr pm.gouv.fr pref.gouv.fr premier-ministre.gouv.fr rie.gouv.fr sante.gouv.fr \
    social-sante.gouv.fr social.gouv.fr societenumerique.gouv.fr solidarites-sante.gouv.fr \
    solidarites.gouv.fr sports.gouv.fr ssi.gouv.fr territoires.gouv.fr transports.gouv.fr \
    travail-emploi.gouv.fr travail.gouv.fr ville.gouv.fr education.fr apps.education.fr \
    incubateur.net ameli.fr caf.fr cnrs.fr francetravail.fr inrae.fr laposte.fr lyon.fr \
    grandlyon.com msa.fr nantes.fr renater.fr urssaf.fr";

/// First words of domains that are shared whatever follows.
const SHARED_STARTS: [&str; 6] = ["ac-", "univ-", "u-", "incubateur.", "apps.", "application."];

/// The departments as their domains have them (`cotesdarmor.fr`, `lavienne86.fr`), without hyphens,
/// article and number. Below them, and below those of the State's services there
/// (`finistere.gouv.fr`), each service has a site.
const DEPARTMENTS: &str = "\
    ain aisne allier alpesdehauteprovence alpesmaritimes alsace ardeche ardennes ariege aube aude \
    aveyron basrhin bouchesdurhone calvados cantal charente charentemaritime cher correze corse \
    corsedusud cotedor cotesdarmor creuse deuxsevres dordogne doubs drome essonne eure \
    eureennormandie eureetloir eurelien finistere gard gers gironde guadeloupe guyane hautecorse \
    hautegaronne hauteloire hautemarne hautesalpes hautesaone hautesavoie hautespyrenees hautevienne \
    hautrhin hautsdeseine herault illeetvilaine indre indreetloire isere isula jura landes loire \
    loireatlantique loiret loiretcher lot lotetgaronne lozere maineetloire manche marne martinique \
    collectivitedemartinique mayenne mayotte meurtheetmoselle meuse morbihan moselle nievre nord \
    oise orne paris pasdecalais puydedome pyreneesatlantiques pyreneesorientales reunion rhone \
    saoneetloire sarthe savoie seineetmarne seinemaritime seinesaintdenis somme tarn tarnetgaronne \
    territoiredebelfort touraine valdemarne valdoise var vaucluse vendee vienne vosges yonne \
    yvelines ctguyane regionguadeloupe regionreunion bretagne iledefrance normandie occitanie \
    grandest hautsdefrance paysdelaloire";

/// What may stand before a department's name, or with its number alone: `lenord.fr`,
/// `cd-essonne.fr`, `cg29.fr`.
const ARTICLES: [&str; 9] =
    ["la", "le", "les", "cd", "cg", "dep", "departement", "ledepartement", "mondepartement"];

/// Whether a host has a name that somebody registered: it is no public suffix, such as `asso.fr`.
pub fn is_below_suffix(host: &str) -> bool {
    psl2::analyze(host).is_some_and(|host| !host.is_public_suffix())
}

/// Whether a host is such a name, with nothing before it.
pub fn is_registered(host: &str) -> bool {
    psl2::analyze(host).is_some_and(|host| !host.is_public_suffix() && host.subdomain().is_none())
}

/// Whether two hosts below this domain need not be of one site.
pub fn is_shared(domain: &str) -> bool {
    !is_below_suffix(domain)
        || among(FAMILIES, domain)
        || SHARED_STARTS.iter().any(|start| domain.starts_with(start))
        || is_of_department(domain)
}

fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

fn is_of_department(domain: &str) -> bool {
    let label = domain.split('.').next().unwrap_or_default().replace('-', "");
    let name = label.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = name.len() < label.len();
    let with_article = ARTICLES
        .iter()
        .filter_map(|article| name.strip_prefix(article))
        .any(|rest| among(DEPARTMENTS, rest) || (rest.is_empty() && numbered));
    is_registered(domain) && (among(DEPARTMENTS, name) || with_article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_families_and_departments_are_shared() {
        for domain in [
            "fr",
            "gouv.fr",
            "asso.fr",
            "co.uk",
            "github.io",
            "beta.gouv.fr",
            "numerique.gouv.fr",
            "incubateur.net",
            "incubateur.anct.gouv.fr",
            "apps.education.fr",
            "ac-lyon.fr",
            "univ-nantes.fr",
            "finistere.fr",
            "finistere.gouv.fr",
            "loire-atlantique.fr",
            "lenord.fr",
            "ladrome.fr",
            "lavienne86.fr",
            "saoneetloire71.fr",
            "cd-essonne.fr",
            "cg29.fr",
            "departement06.fr",
            "le64.fr",
            "paris.fr",
        ] {
            assert!(is_shared(domain), "{domain}");
        }
    }

    #[test]
    fn a_site_of_its_own_is_not() {
        for domain in [
            "example.fr",
            "aides.example.fr",
            "example.co.uk",
            "mon-service.beta.gouv.fr",
            "cybermalveillance.gouv.fr",
            "pass.culture.fr",
            "lecole.fr",
            "example29.fr",
            "le-marne-hotel.fr",
            "www2.finistere.fr",
        ] {
            assert!(!is_shared(domain), "{domain}");
        }
    }
}
