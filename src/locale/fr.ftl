# Textes destinés aux personnes, en français. L’anglais a les mêmes messages.

## Nombres et dates

# CLDR: a narrow no-break space before the sign.
percent = { $number } %
points = { $value } pts
date-day = { $day ->
    [1] 1er
   *[other] { $day }
}
date-short = { date-day } { $month ->
   *[1] janv.
    [2] févr.
    [3] mars
    [4] avr.
    [5] mai
    [6] juin
    [7] juil.
    [8] août
    [9] sept.
    [10] oct.
    [11] nov.
    [12] déc.
}
date-full = { date-short } { $year }
date-range-in-month = { $first }–{ date-short } { $year }
date-range = { $first } – { $last }
date-month = { $month ->
   *[1] janv.
    [2] févr.
    [3] mars
    [4] avr.
    [5] mai
    [6] juin
    [7] juil.
    [8] août
    [9] sept.
    [10] oct.
    [11] nov.
    [12] déc.
} { $year }
date-month-long = { $month ->
   *[1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
    [12] décembre
} { $year }
week-short = S{ $week }
week-name = semaine { $week }
week-long = semaine { $week }, { $dates }

## Verdicts

headline = { $icon } { $site } · { $share } du trafic est direct ou inconnu ({ $period })
headline-no-visits = { $icon } { $site } · aucune visite ({ $period })
headline-incomplete = { $icon } { $site } · provenance des visites incomplète ({ $period })
verdict-red-flag = Vous naviguez à l’aveugle : { $untracked } visites sur { $visits } ne disent pas quelle action les a amenées (alerte au-delà de { $limit }).
verdict-watch = À surveiller : { $untracked } visites sur { $visits } ne disent pas quelle action les a amenées (alerte au-delà de { $limit }).
verdict-clear = { $whole ->
    [0] On sait d’où viennent { $known } des visites
   *[other] On sait d’où viennent { $part } visites sur { $whole }
} ; { $untracked ->
    [0] aucune des { $visits } ne reste sans origine
    [one] { $untracked } sur { $visits } reste sans origine
   *[other] { $untracked } sur { $visits } restent sans origine
}.
inconclusive-no-visits = Aucune visite sur toute la période étudiée, donc pas de verdict. Vérifiez que le code de suivi est sur le site et que c’est le bon site.
    .short = aucune visite
inconclusive-too-young = Pas encore de période close : le site a été créé le { $created }.
    .short = site trop récent
inconclusive-incomplete = Pas de verdict : la période est incomplète. Matomo y compte { $visits } visites sans dire d’où elles viennent toutes. Il en manque dans : { $reports }. Des rapports ont été purgés, ou leur archivage a échoué. Relancez l’archivage de Matomo, ou auditez une autre période (--until).
    .short = période incomplète
inconclusive-missing = Pas de verdict : il dépend de visites que Matomo compte sans en donner l’origine. Il en manque dans : { $reports }.
    .short = données manquantes
inconclusive-masked = Pas de verdict : par règle de confidentialité, ce Matomo masque les noms de campagnes. Le verdict dépend de ces { $masked } visites.
    .short = noms de campagnes masqués
inconclusive-longer = Pas de verdict : { $visits ->
    [one] { $visits } visite
   *[other] { $visits } visites
} sur la période, il en faut { $minimum }. Avec --period { $period }, on peut en attendre environ { $expected }.
    .short = trop peu de visites
inconclusive-lower = Pas de verdict : { $visits ->
    [one] { $visits } visite
   *[other] { $visits } visites
} sur la période, il en faut { $minimum }. Baissez thresholds.min_visits dans la configuration si vous acceptez une part moins certaine.
    .short = trop peu de visites
period-incomplete = incomplète
movement-stable = Stable : { $direction ->
    [up] { $points ->
        [one] { $points } point de plus que d’habitude
       *[other] { $points } points de plus que d’habitude
    }
    [down] { $points ->
        [one] { $points } point de moins que d’habitude
       *[other] { $points } points de moins que d’habitude
    }
   *[same] comme d’habitude
}{ $size ->
    [notable] , dans les variations normales du site
   *[small] {""}
} ({ movement-periods })
movement-jump = { $direction ->
    [down] Baisse soudaine
   *[up] Hausse soudaine
} { $unit ->
    [day] le
   *[week] en
} { $since } : { movement-points } ({ $from } → { $to })
movement-since-day = le { $since }
movement-since-week = la { $since }
movement-since-month = { $since }
movement-step = Depuis { $beginning }, { movement-points } ({ $from } → { $to })
movement-trend = { $direction ->
    [down] Baisse progressive
   *[up] Hausse progressive
} : { $from } → { $to } en { movement-periods }
movement-points = { $direction ->
    [down] −
   *[up] +
}{ $points ->
    [one] { $points } point
   *[other] { $points } points
}
movement-periods = { $periods } { $unit ->
    [day] jours
    [month] mois
   *[week] semaines
}
movement-short-stable = stable

## Tableaux

column-day = Jour
column-week = Semaine
column-month = Mois
column-visits = Visites
column-direct = Direct
column-unknown = Inconnu
column-untracked = Non suivi
column-interval = Fourchette

## Canaux

channels-title = Canaux
channels-uncovered = Canaux dont aucun lien n’est tagué
channels-partial = Canaux tagués en partie
channels-covered = Canaux bien tagués
channels-unknown = Canaux dont on ne peut rien dire
channels-masked = Depuis le { $since }, ce Matomo masque les noms de campagnes par règle de confidentialité. On ne peut plus savoir quels liens sont tagués.
channels-not-measured = Les rapports de campagnes de Matomo sont incomplets sur toutes les périodes : on ne peut pas savoir quels liens sont tagués.
channels-unmatched = { $visits ->
    [one] { $visits } visite taguée n’indique
   *[other] { $visits } visites taguées n’indiquent
} aucun canal connu. { $plugin ->
    [missing] Sans l’extension MarketingCampaignsReporting, Matomo ne lit ni utm_medium ni utm_source.
   *[there] Leur média et leur source ne sont pas parmi les mots usuels (voir « channel » dans la configuration).
}
channels-guessed = { $visits ->
    [one] { $visits } visite taguée ne dit pas son canal
   *[other] { $visits } visites taguées ne disent pas leur canal
} par le média ou la source. Le nom de la campagne l’a fait deviner : { $channels }.{ $plugin ->
    [missing] {" "}L’extension MarketingCampaignsReporting lirait utm_medium et utm_source.
   *[there] {""}
}
tagged = { $visits ->
    [one] { $visits } taguée
   *[other] { $visits } taguées
}
untagged = { $visits ->
    [one] { $visits } visite sans tag
   *[other] { $visits } visites sans tag
}
no-referrer = sans tag, une visite de ce canal est une entrée directe comme une autre
no-referrer-short = invisible sans tag
channel-email = E-mail
channel-sms = SMS
channel-qr = QR code
channel-print = Imprimé
channel-signature = Signature mail
channel-linkedin = LinkedIn
channel-social = Réseaux sociaux
channel-messaging = Messagerie instantanée
channel-docs = Documents partagés
channel-shortener = Liens raccourcis
channel-partner = Partenaires
channel-paid = Publicité
channel-ai = Assistants d’IA
channel-sign-on = Services de connexion

## Sites

column-id = Id
column-name = Nom
column-time-zone = Fuseau horaire
column-address = Adresse
site-error = ✖ Site { $site ->
    [none] {"?"}
   *[other] { $site }
}{ $name ->
    [none] {""}
   *[other] {" "}{ $name }
} : { $message }
demo-next =
    C’était une démonstration sur des données enregistrées. Pour votre Matomo :

      export MATOMO_TOKEN_AUTH=…      (Matomo › Paramètres personnels › Sécurité)
      matomo-audit sites --url https://votre-matomo.example
      matomo-audit audit --url https://votre-matomo.example --site 1

## Aide (--help) : l’anglais est dans les commentaires des options

help-words =
    .usage = Usage
    .default = par défaut
    .values = valeurs possibles
    .values-list = Valeurs possibles
    .name = NOM
    .notes = NOTES
    .commands-of = commandes de
help-heading-commands = Commandes
help-heading-arguments = Arguments
help-heading-options = Options
help-heading-general-options = Options générales
help-heading-matomo = Matomo
help-heading-periods = Périodes
help-heading-output = Sortie
help-heading-delivery = Envoi
help-heading-gate = Contrôle
help-heading-tags = Tags
help-heading-ledger = Registre
help-heading-links = Liens

help-name-command = COMMANDE
help-name-address = ADRESSE
help-name-id-none = ID|none
help-name-kind = GENRE
help-name-name = NOM
help-name-port = PORT
help-name-provider = FOURNISSEUR
help-name-room = SALON
help-name-tls = TLS
help-name-file = FICHIER
help-name-files = FICHIERS
help-name-dir = DOSSIER
help-name-lang = LANGUE
help-name-color = QUAND
help-name-url = URL
help-name-id = ID
help-name-ids = ID
help-name-id-name = ID|NOM
help-name-id-name-all = ID|NOM|all
help-name-period = PÉRIODE
help-name-n = N
help-name-yyyy-mm-dd = JJ/MM/AAAA
help-name-format = FORMAT
help-name-share = PART
help-name-percent = POURCENT
help-name-fail-on = GRAVITÉ
help-name-when = QUAND
help-name-shell = SHELL
help-name-medium = MÉDIA
help-name-source = SOURCE
help-name-campaign = CAMPAGNE
help-name-content = CONTENU
help-name-title = TITRE
help-name-owner = RESPONSABLE
help-name-count-unit = NOMBRE UNITÉ
help-name-amount = MONTANT
help-name-status = STATUT
help-name-host = HÔTE
help-name-decision = DÉCISION
help-name-note = NOTE
help-name-level = NIVEAU
help-name-mm = MM

help = Dit si Matomo sait encore d’où viennent vos visites
    .long = Calcule la part du trafic direct ou inconnu à chaque période, donne l’alerte quand elle domine, et liste les canaux dont aucun lien n’est tagué.
    .after =
        Exemples :
          matomo-audit demo                                    voir un audit, sans Matomo
          export MATOMO_TOKEN_AUTH=…                           un jeton avec accès en lecture
          matomo-audit sites --url https://stats.example.fr    ce que le jeton peut voir
          matomo-audit audit --url https://stats.example.fr --site 1
          matomo-audit check --max-direct 50%                  pour la CI : code 1 au-delà
          matomo-audit send --when watch                       pour cron : par e-mail et messagerie

        Codes de sortie : 0 terminé, 1 limite dépassée, 2 usage ou configuration,
        3 Matomo n’a pas pu être lu, 4 trop peu de visites pour un verdict, 5 envoi ou écriture impossible.

help-arg-help = Afficher l’aide (--help en dit plus que -h)
help-arg-version = Afficher la version
help-arg-config = Fichier de configuration [par défaut : matomo-audit.toml dans le dossier courant, puis dans votre dossier de configuration]
help-arg-ledger = Registre : le fichier des liens que vous partagez [par défaut : celui de `[links] ledger` ; pour `link`, sinon links.csv]
help-arg-lang = Langue de la sortie [par défaut : celle de l’environnement]
help-arg-color = Quand mettre des couleurs
help-arg-verbose = En dire plus sur la sortie d’erreur : chaque requête, chaque nouvel essai (-vv : les connexions)
help-arg-quiet = Ne rien dire sur la sortie d’erreur, sauf les erreurs

help-arg-url = Adresse de Matomo, par exemple https://stats.example.fr [variable : MATOMO_URL]
help-arg-sites = Site par son identifiant ou son nom, ou `all` pour tous ; peut être répété [par défaut : tous]
help-arg-record = Écrire chaque réponse de Matomo dans ce dossier (jamais le jeton)
help-arg-replay = Lire les réponses dans un tel dossier : sans réseau ni jeton
help-arg-goal = Objectif dont les conversions sont comptées, par son identifiant ou son nom [par défaut : tous]
help-arg-period = Durée d’une période : jour, semaine ou mois [par défaut : week]
help-arg-last = Nombre de périodes closes [par défaut : 12, ou 30 jours]
help-arg-until = La dernière période finit au plus tard ce jour-là ; 2026-11-22 s’écrit aussi 22/11/2026 [par défaut : hier]
help-arg-output = Écrire dans un fichier, dont l’extension décide du format ; peut être répété. Plus rien n’est alors affiché, sauf si --format le demande. Ce qui n’a pas d’extension, comme /dev/stdout, prend le format de --format
help-arg-details = Dans les textes, aussi les détails, et ceux de tous les sites : périodes, pages d’entrée, toutes les campagnes, constats
help-arg-format = Format de ce qui est affiché [par défaut : terminal]
    .terminal = Pour une personne, dans un terminal
    .html = Une page pour le navigateur, en un seul fichier : ni script, ni réseau
    .markdown = Pour un wiki, une demande de fusion ou une messagerie
    .json = Un contrat stable pour les programmes (schéma 1)
    .csv = Une ligne par site et période ; avec -o, un fichier de plus pour chacun des tableaux suivants
    .csv-channels = Une ligne par site et canal
    .csv-campaigns = Une ligne par site et campagne
    .csv-findings = Une ligne par site et constat

help-audit = Afficher ou écrire l’audit : sait-on encore d’où viennent les visites ?
    .long = Pour la réunion de la semaine : le verdict de chaque site, puis ce qui le montre, puis ce qu’il faut taguer d’abord.
    .after =
        Exemples :
          matomo-audit audit --site 1 --lang fr
          matomo-audit audit --period month --last 6 -o audit.json -o audit.csv
help-audit-summary = Seulement le classement des sites

help-check = Le contrôle pour la CI : échouer quand trop de trafic n’est pas suivi
    .long = Compare la dernière période close de chaque site à des limites. Le code de sortie est le même dans tous les formats.
    .after =
        Exemples :
          matomo-audit check --site 1 --max-direct 50%
          matomo-audit check --site all --max-untracked 60% --consecutive 3 --confidence 95
          matomo-audit check --format github                 des annotations et un résumé du job
          matomo-audit check -o matomo-audit.xml             du JUnit pour GitLab et Jenkins

        Sans limite ici, celles de la configuration valent ; à défaut, --max-untracked 50%.
help-check-format = Format de ce qui est affiché [par défaut : text]
    .text = Une ligne par site et limite
    .github = GitHub Actions : des annotations, et un résumé du job
    .junit = JUnit XML, comme le lisent GitLab et Jenkins
help-check-output = Écrire aussi dans un fichier : .xml est du JUnit, .txt du texte ; un périphérique comme /dev/stdout prend le format de --format
help-check-max-direct = Échouer quand les visites directes dépassent cette part, par exemple 50%
help-check-max-untracked = Échouer quand les visites directes et inconnues dépassent ensemble cette part
help-check-min-visits = Pas de verdict avec moins de visites (code 4)
help-check-confidence = N’échouer que si le bas de la fourchette de la part dépasse la limite
help-check-consecutive = N’échouer que si tant de périodes de suite, jusqu’à la dernière, la dépassent
help-check-fail-on = Échouer aussi sur les constats de cette gravité ou plus : remarque, avertissement, critique

help-send = Envoyer l’audit par e-mail et sur les messageries
    .long = Pour cron : ne dit rien quand tout va bien. Les destinations se décrivent dans le fichier de configuration, aux sections `mail` et `chat`.
    .after =
        Exemples :
          matomo-audit send
          matomo-audit send --when watch                     seulement si un site est à surveiller ou pire
          matomo-audit send -v --to moi@example.fr           un essai : le vrai message, à une seule personne
          matomo-audit send --dry-run=out                    regarder ce qui serait envoyé

        Secrets : MATOMO_AUDIT_SMTP_PASSWORD ou mail.password_file, et chat.url_env ou
        chat.url_file. Un message n’est jamais envoyé deux fois.
help-send-when = À partir de quel verdict envoyer [par défaut : selon la configuration, sinon always]
    .always = À chaque fois
    .watch = Quand un site est à surveiller ou en alerte
    .red-flag = Quand un site est en alerte
help-send-to = Envoyer le rapport par e-mail à cette personne seulement : un essai par le serveur configuré, quoi que dise `when` dans le fichier. Personne d’autre ne reçoit rien
help-send-dry-run = Ne rien envoyer : écrire le message (.eml) et les contenus pour les messageries (.json) dans un dossier, et afficher leurs noms. Ne demande ni mot de passe ni webhook

help-sites = Lister les sites que le jeton peut voir
    .long = Pour choisir --site : identifiant, nom, fuseau horaire et adresse de chacun.
    .after =
        Exemples :
          matomo-audit sites --url https://stats.example.fr

help-explain = Ce que dit un constat, pourquoi c’est important, comment corriger
    .after =
        Exemples :
          matomo-audit explain
          matomo-audit explain channel-without-utm
          matomo-audit explain json                          les champs de --format json
help-explain-id = Identifiant d’un constat, ou `json` pour ce que contient le JSON d’un audit ; sans lui, les constats sont listés

help-config = Le fichier de configuration : en montrer un exemple, vérifier le vôtre
    .after =
        Exemples :
          matomo-audit config example > matomo-audit.toml
          matomo-audit config check
help-config-example = Montrer un exemple : chaque clé avec sa valeur par défaut, expliquée
    .long = Ce qui a une valeur par défaut y est tel quel, le reste derrière un « # ». Sans configuration.
    .after =
        Exemples :
          matomo-audit config example > matomo-audit.toml
          matomo-audit config example --lang fr
help-config-check = Trouver toutes les erreurs de votre fichier, et essayer ce à quoi il mène, sans rien envoyer
    .long = Nomme toutes les erreurs avec leur ligne. Essaie ensuite Matomo avec son jeton, le serveur d’e-mail avec son identifiant, et les messageries.
    .after =
        Exemples :
          matomo-audit config check
          matomo-audit config check --config equipe.toml

        Codes de sortie : 0 tout marche, 2 erreurs dans le fichier, 3 Matomo, 5 un serveur d’e-mail ou une messagerie.

help-init = Tout mettre en place : des questions, des essais, la configuration, et le premier verdict
    .long = Écrit matomo-audit.toml ici, ou là où --config le dit, et à côté les secrets, dans des fichiers que vous seul pouvez lire. N’écrase jamais rien. Sans terminal, chaque réponse est une option.
    .after =
        Exemples :
          matomo-audit init                                  pose les questions
          matomo-audit init --url stats.example.fr --site 1 --no-delivery
          matomo-audit init --url stats.example.fr --site all --mail-to moi@example.fr --mail-preset brevo \
            --smtp-user moi@example.fr --test

        Secrets : MATOMO_TOKEN_AUTH, MATOMO_AUDIT_SMTP_PASSWORD, MATOMO_AUDIT_CHAT_SECRET ; jamais une option.
help-arg-anonymous = Sans jeton : lire ce que Matomo montre à tout le monde
help-init-url = Adresse de Matomo, avec ou sans https:// [env : MATOMO_URL]
help-init-token-stdin = Lire le jeton sur l’entrée standard [sinon : MATOMO_TOKEN_AUTH]
help-init-sites = Site par identifiant ou par nom, ou `all` ; répétable
help-init-goal = Objectif dont les conversions sont comptées, par identifiant ou par nom, ou `all` [par défaut : all]
help-init-channels = Canal où vous partagez des liens, ou `none` ; répétable [par défaut : ceux que Matomo a vus]
help-init-no-ledger = Sans registre des liens [par défaut : links.csv, ou ce que dit --ledger]
help-init-to = Envoyer le rapport par e-mail à cette adresse ; répétable
help-init-from = Expéditeur [par défaut : la première adresse de --mail-to]
help-init-preset = À qui est le serveur d’e-mail ; son mot de passe est dans MATOMO_AUDIT_SMTP_PASSWORD
    .brevo = smtp-relay.brevo.com, port 587
    .ovh = ssl0.ovh.net, port 465
help-init-smtp-host = Votre propre serveur d’e-mail
help-init-smtp-port = Son port [par défaut : 587, ou celui de --smtp-tls]
help-init-smtp-tls = Comment la connexion est chiffrée [par défaut : starttls]
    .starttls = Après un premier mot en clair
    .implicit = Dès le premier octet
    .none = Pas du tout
help-init-smtp-user = Identifiant sur le serveur d’e-mail ; aucun si votre serveur n’en demande pas
help-init-chat = Publier dans une discussion ; son webhook, ou le jeton d’accès de son compte, est dans MATOMO_AUDIT_CHAT_SECRET
    .matrix = Un salon, par le serveur qui l’héberge
    .teams = Un flux de travail qui publie une carte
    .json = Un programme qui prend le résumé comme données
help-init-no-delivery = Ni e-mail ni discussion
help-init-test = Envoyer le rapport d’aujourd’hui à l’essai, à la première adresse et à la discussion, sans demander
help-init-dry-run = Afficher le fichier, sans rien écrire
help-init-chat-server = D’un salon Matrix, comme Tchap : l’adresse de son serveur
help-init-chat-room = Son identifiant ou son alias, comme #equipe:matrix.example.fr

help-demo = L’audit de quatre sites d’exemple, sans serveur ni configuration
    .after =
        Exemples :
          matomo-audit demo --lang fr
          matomo-audit demo --format json

help-completions = Afficher les complétions d’un shell
    .long = À charger au lancement du shell : elles suivent la version installée.
    .after =
        Exemples :
          source <(matomo-audit completions bash)            dans ~/.bashrc
          source <(matomo-audit completions zsh)             dans ~/.zshrc, après compinit
          matomo-audit completions fish | source             dans ~/.config/fish/config.fish
help-completions-shell = Le shell

help-man = Afficher la page de manuel
    .after =
        Exemples :
          matomo-audit man | man -l -
          matomo-audit man > ~/.local/share/man/man1/matomo-audit.1

help-link = Les liens que vous partagez : les faire, les lister, les juger, les vérifier
    .long = Chaque lien partagé est une ligne du registre, un fichier CSV ; l’audit le rapproche de ce que Matomo a mesuré.
    .after =
        Exemples :
          matomo-audit link new https://example.fr/atelier --medium email --source brevo --campaign 2026-11-atelier
          matomo-audit link list --due
          matomo-audit link decide k7mq2d stop --note "trop peu de visites"
help-link-new = Faire un lien tagué, l’écrire dans le registre et l’afficher
help-link-new-address = Page où mène le lien, avec https://
help-link-new-medium = Sorte d’endroit où le lien est partagé, par exemple email
help-link-new-source = Où exactement, par exemple brevo
help-link-new-campaign = Pour quoi, par exemple 2026-11-webinaire
help-link-new-content = Lequel, parmi plusieurs liens d’un même message
help-link-new-title = Comment le rapport l’appelle
help-link-new-owner = Qui en répond : un rôle plutôt qu’un nom
help-link-new-published = Jour où il est partagé, 2026-11-22 ou 22/11/2026 [par défaut : aujourd’hui]
help-link-new-review = Jour où il est jugé [par défaut : après 14 jours ; publicité 28 ; partenaire, QR code et imprimé 56 ; signature 84]
help-link-new-target = Ce qu’il doit rapporter : "40 visits" ou "5 conversions" (« 40 visites » se comprend aussi)
help-link-new-cost = Ce qu’il coûte, dans la monnaie du site
help-link-new-short = Une adresse courte à vous qui y mène ; le QR code la contient alors
help-link-new-draft = Pas encore partagé
help-link-new-allow-similar = Prendre un nom même s’il ressemble à un autre
help-arg-dry-run = Ne rien écrire
help-link-list = Les liens du registre
help-link-list-status = Seulement ceux de ce statut : brouillon, actif, retiré
help-link-list-due = Seulement les liens actifs dont le jour du bilan est venu et dont rien n’est décidé
help-link-list-site = Seulement ceux qui mènent à cet hôte
help-link-list-format = Format de ce qui est affiché [par défaut : text]
help-link-show = Un lien : sa ligne, ses visites par période, son QR code
help-link-show-id = Identifiant du lien
help-link-decide = Écrire dans le registre ce qui est décidé d’un lien
help-link-decide-id = Identifiant du lien
help-link-decide-decision = Ce qui est décidé : continuer, ajuster, arrêter
help-link-decide-note = Pourquoi, en une phrase
help-link-qr = Le QR code d’un lien
help-link-qr-id = Identifiant du lien
help-link-qr-output = Écrire dans un fichier, dont l’extension décide du format : .svg, .png ou .txt [par défaut : le terminal]
help-link-qr-level = Correction d’erreurs : quelle part du code peut être abîmée
    .L = 7 %
    .M = 15 %
    .Q = 25 %
    .H = 30 %
help-link-qr-size = Largeur en millimètres, bord compris
help-link-signature = Un lien pour une signature d’e-mail
help-link-signature-id = Identifiant du lien
help-link-signature-html = En HTML, à coller dans les réglages de la messagerie ; c’est le cas sans --text
help-link-signature-text = En texte
help-link-lint = Vérifier le registre, ou les liens de fichiers, selon le plan
help-link-lint-files = HTML, Markdown, texte, .eml ou CSV, ou un dossier qui en contient ; - est l’entrée standard. Sans fichier : le registre
help-link-lint-format = Format de ce qui est affiché [par défaut : text]
help-link-check = Demander les liens, et dire où un tag se perd
help-link-check-ids = Liens à demander [par défaut : tous ceux qui sont actifs]
help-link-import = Reprendre des liens d’un autre fichier, ou les campagnes mesurées qui ne sont d’aucun lien
help-link-import-file = Une feuille (CSV) dont les colonnes sont reconnues à leur nom, ou un texte où sont des liens
help-link-import-from-matomo = Les campagnes mesurées qu’aucun lien du registre n’explique, comme brouillons à compléter

## Contrôle

gate-passed = ok    { $site } : { $measure } { $share } de { $visits ->
    [one] { $visits } visite
   *[other] { $visits } visites
}, { $limit } permis au plus
gate-exceeded = ÉCHEC { $site } : { $measure } { $share } de { $visits ->
    [one] { $visits } visite
   *[other] { $visits } visites
}, { $limit } permis au plus
gate-no-verdict = ?     { $site } : { $measure } : pas de verdict sur { $visits ->
    [one] { $visits } visite
   *[other] { $visits } visites
} (il en faut { $minimum })
gate-incomplete = ?     { $site } : { $measure } : pas de verdict, période incomplète : il manque des visites dans { $reports }
gate-missing = ?     { $site } : { $measure } : pas de verdict, entre { $range } selon les visites qui manquent dans { $reports } (limite { $limit })
gate-masked = ?     { $site } : { $measure } : pas de verdict sur { $visits } visites, car Matomo masque les noms de campagnes qui décident
gate-lower-bound = (bas de la fourchette à { $confidence } % : { $bound })
gate-streak = ({ $streak ->
    [one] { $streak } période
   *[other] { $streak } périodes
} de suite, échec à partir de { $consecutive })
gate-why = Pour voir pourquoi : { $command }
measure-direct = direct
measure-untracked = non suivi

## Options et configuration

error-prefix = erreur :
hint-prefix = conseil :
warning-prefix = attention :
usage-unknown-argument = « { $arg } » n’est pas une option ou un argument de cette commande
usage-unknown-command = « { $name } » n’est pas une commande
usage-no-command = « { $name } » demande une commande de plus
usage-missing = il manque :
usage-no-value = « { $arg } » demande une valeur
usage-no-such-value = « { $value } » n’est pas une valeur de « { $arg } »
usage-misfit = « { $value } » ne convient pas à « { $arg } » : { $reason }
usage-unfit = « { $value } » ne convient pas à « { $arg } » ({ $reason })
usage-conflict = « { $arg } » ne va pas avec { $others }
usage-twice = « { $arg } » ne se donne qu’une fois
usage-no-equals = « { $arg } » : la valeur s’écrit après un signe =
usage-too-many = « { $value } » est de trop pour « { $arg } »
usage-no-text = un argument n’est pas du texte en UTF-8
usage-values = [valeurs possibles : { $known }]
usage-commands = [commandes : { $known }]
usage-similar-command = une commande y ressemble : { $names }
usage-similar-argument = une option y ressemble : { $names }
usage-similar-value = une valeur y ressemble : { $names }
usage-tip-value = pour donner « { $arg } » comme valeur, écrivez « { $right } »
usage-tip-dashes = la commande « { $name } » existe : retirez « -- » devant elle
usage-tip-there = « { $right } » existe
usage-line = Usage : { $usage }
usage-help = Pour en savoir plus, ajoutez --help.
file-problem = { $problem ->
    [missing] ce fichier n’existe pas
    [forbidden] ses droits ne le permettent pas
    [folder] c’est un dossier
    [pipe] c’est un tube ou une socket, et non un fichier
    [device] c’est un périphérique, et non un fichier
    [large] il dépasse { $limit } Mio
    [text] ce n’est pas du texte en UTF-8
    [empty] il est vide
    [lines] il a plusieurs lignes
    [assignment] il contient NOM=… au lieu du secret seul
    [certificate] il ne contient pas de certificat au format PEM
    [executable] personne ne peut l’exécuter
   *[other] le système dit « { $reason } »
}
ledger-not-there = il n’y a pas encore de registre dans { $path } ; `matomo-audit link new` le crée avec le premier lien
trust-found = configuration { $path }, trouvée dans le dossier courant : son Matomo est { $host }, que votre propre configuration ne nomme pas
trust-readable = tous les utilisateurs de cette machine peuvent lire { $path }, qui contient un secret ; « chmod 600 » vous le réserve
trust-writable = tous les utilisateurs de cette machine peuvent modifier { $path }, et décider ainsi où va le jeton ; « chmod go-w » vous le réserve
config-unreadable = lecture impossible de { $path } : { file-problem }
    .hint = vérifiez le chemin, ou omettez --config pour vous passer de fichier
config-none = aucun fichier de configuration : ni { $path } ni { $own } n’existe
    .hint = « matomo-audit init » en crée un avec vous, et « matomo-audit config example » en affiche un à compléter
config-owner = { $path } appartient à { $owner }, et le programme est lancé par { $user } : ce fichier n’a pas été utilisé, car il décide où va le jeton
    .hint = si vous lui faites confiance, nommez-le avec --config
config-invalid = { $path }:{ $line }:{ $column } : { $message }, dans « { $source } »
    .hint = « matomo-audit config example » liste chaque clé avec son type et sa valeur par défaut
config-unknown-key = { $path }:{ $line }:{ $column } : « { $wrong } » n’est pas une clé
    .hint = { $nearest ->
        [none] les clés sont ici { $known } ;
       *[other] vouliez-vous dire « { $nearest } » ?
    } « matomo-audit config example » liste chaque clé
toml-variant = valeur inconnue : écrivez-en une de { $known }
toml-type = { $found ->
    [string] un texte
    [integer] un nombre entier
    [floating] un nombre à décimales
    [boolean] « true » ou « false »
    [sequence] une liste
    [map] une section ou une date
    [limits] un nombre hors des limites
   *[other] une autre sorte de valeur
} au lieu { $wanted ->
    [string] d’un texte entre guillemets
    [path] du nom d’un fichier entre guillemets
    [port] d’un nombre entier de 0 à 65535
    [boolean] de « true » ou « false »
    [sequence] d’une liste entre crochets
    [map] d’une section
   *[other] de ce que prend la clé
}
toml-syntax = { $problem ->
    [twice] la clé ou la section se trouve ici une seconde fois
    [value] une clé sans valeur, laquelle s’écrit après « = »
    [quotes] une valeur qui n’est ni un texte entre guillemets, ni un nombre, ni une date
    [closing-quote] un texte n’a pas de guillemet fermant, ou contient un caractère interdit entre guillemets
    [bracket] un crochet n’est pas fermé
    [text] une autre sorte de valeur au lieu d’un texte entre guillemets
   *[other] ce n’est pas du TOML : « { $reason } »
}
value-share = ce n’est pas une part : écrivez un pourcentage de "0%" à "100%", par exemple "50%"
value-whole = ce n’est pas un nombre entier : écrivez-en un de { $min } à { $max }
value-range = { $value } est hors des limites : écrivez un nombre entier de { $min } à { $max }
value-confidence = ce n’est pas un niveau de confiance : écrivez un nombre de 50 à 99.9, par exemple 95
value-day = ce n’est pas une date : écrivez-la comme 2026-11-22 ou 22/11/2026
value-day-none = cette date n’est dans aucun calendrier
value-day-iso = l’ordre est jour, mois, année : écrivez { $value }
value-day-either = cela peut être deux dates : écrivez { $min } ou { $max }
value-site = un site s’écrit par son identifiant (1), son nom ("Aides Logement") ou "all"
value-goal = un objectif s’écrit par son identifiant (1) ou son nom ("Inscription")
url-problem = { $problem ->
    [scheme] elle ne commence pas par https://
    [no-host] elle ne nomme pas d’hôte
    [port] son port n’est pas un nombre d’au plus 65535
    [plain] http:// l’enverrait sans protection
    [more] elle contient plus qu’un serveur : un identifiant ou des paramètres
   *[host] son hôte n’est pas écrit comme il faut
}
config-empty-value = { $option } est vide
    .hint = donnez une valeur, ou omettez l’option ; une variable non définie se montre souvent ainsi
config-token-form = le jeton contient des espaces, des guillemets ou d’autres caractères qu’aucun jeton n’a
    .hint = donnez le jeton seul, sur une ligne
config-channel = { $path } : { $message }
    .hint = « matomo-audit config example » montre comment décrire un canal
config-channel-id = canal « { $id } » : un identifiant n’a que des minuscules de a à z, des chiffres et des « - », comme « { $example } »
config-channel-empty = le canal « { $id } » n’est pas prédéfini : donnez-lui hosts, mediums, sources ou names{ $nearest ->
    [none] {""}
   *[other] , ou écrivez « { $nearest } »
}
config-channel-twice = les canaux « { $first } » et « { $second } » ont tous deux « { $value } » dans { $list } : gardez-en un
config-channel-value = canal « { $id } », { $list } : « { $value } » { $problem }
word-star = contient un « * », réservé à hosts : écrivez chaque valeur en entier
word-empty = n’a ni lettre ni chiffre : écrivez une valeur comme « newsletter »
word-number = n’a pas de lettre : écrivez un mot comme « newsletter »
host-empty = est vide : écrivez un hôte comme « webmail.example.fr »
host-address = est une adresse : écrivez l’hôte seul, comme « { $alone } »
host-part = a une partie vide : écrivez un hôte comme « *.example.fr »
host-form = n’est pas un hôte : écrivez-en un comme « webmail.example.fr »
host-stars = a deux « * » dans une même partie : écrivez-en un, comme « mail*.example.fr »
host-broad = a un « * » qui conviendrait à presque tout hôte : écrivez un nom avant la dernière partie, comme « *.example.fr » ou « webmail.* »
config-thresholds = { $path } : thresholds.watch ({ $watch }) dépasse thresholds.red_flag ({ $red_flag })
    .hint = une période est surveillée avant d’être en alerte : watch doit être le plus petit des deux
config-unknown-channel = { $path } : channels.used nomme « { $name } », qui n’est pas un canal
    .hint = les canaux sont { $known } ; un autre se décrit sous [channel.NOM]
config-unknown-finding = { $path } : findings nomme « { $name } », qui n’est pas un constat
    .hint = { $nearest ->
        [none] {""}
       *[other] vouliez-vous dire « { $nearest } » ?{" "}
    }« matomo-audit explain » en donne la liste
config-no-url = aucune adresse de Matomo
    .hint = donnez --url https://stats.example.fr, la variable MATOMO_URL, ou url dans matomo-audit.toml. « matomo-audit init » demande tout cela
config-url-invalid = l’adresse de Matomo n’est pas une URL : { $reason }
    .hint = écrivez-la comme dans le navigateur, par exemple https://stats.example.fr
config-url-no-scheme = l’adresse de Matomo n’a pas https:// devant elle
    .hint = écrivez { $right }
until-future = --until { $until } n’est pas encore venu, et les périodes finissent au plus tard hier ; écrivez --until { $today }, ou omettez --until
config-url-scheme = l’adresse de Matomo commence par « { $scheme }: »
    .hint = écrivez-la comme dans le navigateur, par exemple https://stats.example.fr
config-url-credentials = l’adresse de Matomo contient un nom d’utilisateur ou un mot de passe
    .hint = retirez-les : le jeton suffit pour l’accès
config-url-webhook = l’adresse donnée pour Matomo est celle d’un webhook, un secret qui n’est pas montré ici
    .hint = écrivez l’adresse de Matomo comme dans le navigateur, par exemple https://stats.example.fr ; celle d’un webhook se met dans une variable (chat.url_env) ou un fichier (chat.url_file)
config-plain-http = http://{ $host } enverrait le jeton sans protection
    .hint = écrivez https://, ou network.allow_http = true sur un réseau de confiance
config-no-token = aucun jeton pour Matomo
    .hint = donnez MATOMO_TOKEN_AUTH (Matomo › Paramètres personnels › Sécurité › Jetons), ou token_file dans la configuration ; un accès en lecture suffit
config-no-token-public = aucun jeton pour Matomo, qui montre { $sites ->
    [one] le site
   *[other] { $sites } sites
} à tout le monde
    .hint = pour { $sites ->
    [one] le
   *[other] les
} lire sans jeton : { $command }
config-token-file = lecture impossible du jeton dans { $path } : { file-problem }
    .hint = { $problem ->
        [missing] token_file est le nom d’un fichier, relatif à la configuration ; le jeton lui-même ne s’y écrit jamais
       *[other] le fichier contient le jeton seul, sur une ligne
    }
config-too-many-sites = { $sites } sites sont nommés un par un, et c’est plus que { $max }
    .hint = nommez « all », ou auditez-les en plusieurs fois
config-too-many-periods = Matomo donne au plus { $max } { $unit ->
    [day] jours
    [month] mois
   *[week] semaines
} à la fois
    .hint = demandez-en moins avec --last, ou une --period plus longue
config-output-extension = { $path } : aucun format n’a cette extension
    .hint = utilisez .html, .md, .json, .csv ou .txt
config-output-twice = { $path } : nommé deux fois
    .hint = donnez à chaque sortie son propre fichier
output-failed = écriture impossible de { $path } : { $reason }
    .hint = un fichier déjà présent est resté tel quel ; vérifiez le dossier, ses droits et l’espace libre
internal = les rapports n’ont pas pu être calculés : { $reason }
    .hint = merci de le signaler, avec un enregistrement fait par --record DOSSIER

## Vérification de la configuration

checked-file = { $path } : aucune erreur
checked-faults = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
} ; Matomo et les destinations sont testés quand le fichier est juste
checked-place = { $path }:{ $line }
checked-of = { $what } : { $said }
checked-matomo = { $url } : { $version ->
    [none] Matomo
   *[other] Matomo { $version }
}, { $sites ->
    [one] { $sites } site
   *[other] { $sites } sites
} { $public ->
    [yes] { $sites ->
        [one] visible sans jeton
       *[other] visibles sans jeton
    }
   *[no] { $sites ->
        [one] vu par le jeton
       *[other] vus par le jeton
    }
} ; { $plugin ->
    [yes] MarketingCampaignsReporting est actif
    [no] MarketingCampaignsReporting n’est pas actif, donc ni source ni média
   *[unknown] le jeton n’a pas le droit de demander si MarketingCampaignsReporting est actif
}
checked-matomo-error = Matomo
checked-site = audité : { $site } { $name }
checked-more-sites = et { $more } de plus ; « matomo-audit sites » les liste tous
checked-site-error = { $site ->
    [none] site
   *[other] site { $site }
}
checked-no-target = ni [mail] ni [[chat]] : « send » n’a pas de destination
checked-smtp = { $server } répond { $tls ->
    [yes] avec TLS
   *[no] sans TLS
}{ $login ->
    [yes] { " " }et accepte la connexion
   *[no] {""}
} ; rien n’a été envoyé
checked-sendmail = { $command } peut être lancé ; rien n’a été envoyé
checked-chat = son serveur répond ; seul un message dit s’il en accepte, et aucun n’a été publié
checked-matrix = { $account } est dans le salon ; aucun message n’y a été publié

## Mise en place

init-present = { $count ->
    [one] { $names } existe déjà, et rien n’est écrasé
   *[other] { $names } existent déjà, et rien n’est écrasé
}
    .hint = { $count ->
        [one] déplacez-le
       *[other] déplacez-les
    }, ou choisissez un autre dossier : --config DOSSIER/matomo-audit.toml
init-lacking = { $answer ->
    [url] il manque l’adresse de Matomo : --url, ou MATOMO_URL
    [token] il manque le jeton : MATOMO_TOKEN_AUTH, ou --token-stdin ; sans jeton, --anonymous
    [site] il manque les sites : --site, par identifiant ou par nom, ou --site all
    [delivery] il manque la destination du rapport : --mail-to, --chat ou --no-delivery
    [server] il manque le serveur d’e-mail : --mail-preset ou --smtp-host
    [user] il manque l’identifiant du serveur d’e-mail : --smtp-user
    [password] il manque le mot de passe du serveur d’e-mail : MATOMO_AUDIT_SMTP_PASSWORD
    [homeserver] il manque le serveur Matrix : --chat-server
    [room] il manque le salon Matrix : --chat-room
    [chat-token] il manque le jeton d’accès du compte Matrix : MATOMO_AUDIT_CHAT_SECRET
   *[webhook] il manque l’adresse du webhook : MATOMO_AUDIT_CHAT_SECRET
}
init-ask = { $question ->
    [url] Adresse de votre Matomo, comme dans le navigateur :
    [token] Jeton (il ne s’affiche pas ; vide : lire ce que tout le monde peut voir) :
    [sites] Vos sites (espace pour cocher, Entrée pour continuer) :
    [channels] Les canaux où vous partagez des liens ; ceux que Matomo a vus sont cochés (espace pour cocher, Entrée pour continuer) :
    [goal] Quel objectif dit que c’est réussi ?
    [delivery] Où envoyer le rapport chaque lundi ?
    [next] Que faire ?
    [mail-to] Adresses de ceux qui le reçoivent, séparées par des virgules :
    [server] Votre serveur d’e-mail :
    [host] Nom du serveur, comme smtp.example.fr :
    [tls] Comment le joindre :
    [port] Port :
    [user] Identifiant (vide : aucun) :
    [password] Mot de passe (il ne s’affiche pas) :
    [mail-from] Expéditeur :
    [homeserver] Adresse du serveur Matrix, comme https://matrix.agent.tchap.gouv.fr :
    [room] Salon, par son identifiant ou son alias (#equipe:serveur) :
    [chat-token] Jeton d’accès du compte qui publie (il ne s’affiche pas) :
    [webhook] Adresse du webhook entrant (elle ne s’affiche pas) :
   *[ledger] Registre de vos liens, un fichier CSV (vide : aucun) :
}
init-token = Le jeton permet à matomo-audit de lire vos statistiques. Dans Matomo : Personnel › Sécurité › Jetons d’authentification › Créer un nouveau jeton. La case « requêtes sécurisées uniquement » convient : cochez-la.
init-good = ✓ { $text }
init-yes = oui
init-no = non
init-mail = E-mail
init-chat = { $kind ->
    [Matrix] Salon Matrix, comme Tchap
    [JSON] JSON, pour n8n et d’autres programmes
   *[other] { $kind }
}
init-mend = Corriger
init-keep = Garder cela tel quel : le serveur répondra peut-être d’ailleurs
init-drop = S’en passer
init-nowhere = Nulle part : je le lirai dans le terminal
init-own-server = Un autre serveur
init-no-tls = Sans chiffrement (25)
init-all-goals = Tous les objectifs
init-no-goal = Ces sites n’ont pas d’objectif dans Matomo : on compte les visites, pas les résultats. Créez-en un pour voir ce qui marche.
init-goal = aucun objectif ne s’appelle « { $goal } »
    .hint = les objectifs sont { $known }
init-port = un port est un nombre de 1 à 65535
init-no-site = aucun site n’est coché
    .hint = allez sur un site avec les flèches, et appuyez sur espace
init-unread = les sites n’ont pas encore pu être lus : { $reason }
init-masked = { $count ->
    [one] Sur un site, Matomo masque
   *[other] Sur { $count } sites, Matomo masque
} les noms des campagnes : on ne peut pas dire ce qu’un lien a apporté. Parlez des réglages de vie privée à l’administrateur.
init-not-masked = Matomo donne les noms des campagnes
init-try = Envoyer le rapport d’aujourd’hui, pour essai, à { $recipient } ?
init-file = Le minimum, écrit par matomo-audit init. Plus bas, chaque autre clé est expliquée, avec sa valeur par défaut derrière un « # ».
init-defect = la configuration n’a pas pu être faite : { $reason }
    .hint = merci de le signaler ; « matomo-audit config example » en affiche une à compléter
init-cron = # Chaque lundi à 7 h, avec cron (crontab -e) :
init-systemd = # Ou avec systemd, deux fichiers dans { $folder } :
init-ci = # Ou sur GitHub, dans .github/workflows/matomo.yml : installez-y matomo-audit avant, et mettez les secrets dans les réglages du dépôt :
init-verdict = # Et aujourd’hui :

## Matomo

matomo-setup = la connexion ne peut pas être préparée : { $reason }
    .hint = vérifiez network.ca_file et network.proxy dans la configuration
matomo-connect = connexion impossible à { $url } : { $reason }
    .hint = vérifiez l’adresse, le réseau et le proxy ; une autorité de certification privée se met dans network.ca_file
matomo-not-tls = { $url } ne parle pas https : ce port est sans doute celui de http
    .hint = écrivez { $right }{ $local ->
        [yes] {""}
       *[no] , s’il répond ; un port de http demande network.allow_http = true et un réseau de confiance
    }
matomo-timed-out = { $url } n’a pas répondu en { $seconds } s
    .hint = Matomo calcule peut-être des rapports pour la première fois : réessayez dans quelques minutes, ou augmentez network.timeout
matomo-interrupted = la réponse de { $url } s’est interrompue : { $reason }
    .hint = réessayez ; un proxy entre ici et Matomo coupe peut-être les longues réponses
matomo-redirected = { $url } a répondu { $status } et renvoie vers { $to }
    .hint = les redirections ne sont pas suivies, car elles perdraient la requête : utilisez l’adresse indiquée, sauf si c’est une page de connexion
matomo-unauthorized = { $url } refuse le jeton ({ $status }) : { $message }
    .hint = vérifiez MATOMO_TOKEN_AUTH et que son compte a l’accès en lecture ; ne réessayez pas aussitôt, 20 échecs bloquent une heure
matomo-forbidden = { $url } refuse le jeton (403) : { $message }
    .hint = vérifiez MATOMO_TOKEN_AUTH et que son compte a l’accès en lecture ; ne réessayez pas aussitôt, 20 échecs bloquent une heure
matomo-not-public = { $url } ne montre rien sans jeton : { $message }
    .hint = omettez --anonymous et donnez MATOMO_TOKEN_AUTH, ou demandez à un administrateur l’accès en lecture pour le compte « anonymous »
matomo-unclear = { $url } a répondu { $status }, et son message n’a pas pu être lu : le jeton est peut-être refusé, ou cette machine bloquée
    .hint = vérifiez le jeton avant de réessayer : 20 échecs bloquent une heure
matomo-not-asked = pas interrogé, car { $stop ->
    [token] le jeton a été refusé
    [locked-out] Matomo a bloqué cette machine
    [unclear] la dernière réponse de Matomo était peut-être un refus du jeton ou un blocage
    [busy] Matomo refuse d’autres requêtes pour l’instant
    [silent] Matomo ne répond plus
   *[time] le temps prévu pour cette exécution est épuisé
}
    .hint = { $stop ->
    [token] vérifiez le jeton, puis relancez
    [locked-out] vérifiez le jeton et attendez une heure, puis relancez
    [unclear] vérifiez le jeton, puis relancez
    [busy] relancez plus tard, avec un network.concurrency plus bas ou moins de sites
    [silent] vérifiez que Matomo fonctionne, puis relancez
   *[time] relancez, car Matomo garde ce qu’il a calculé ; ou augmentez network.run_timeout
}
matomo-out-of-time = { $url } n’avait pas répondu quand le temps prévu pour cette exécution ({ $seconds } s) s’est épuisé
    .hint = relancez, car Matomo garde ce qu’il a calculé ; ou augmentez network.run_timeout
matomo-locked-out = { $url } a bloqué cette machine : { $message }
    .hint = attendez une heure, ou demandez à un administrateur de débloquer cette adresse IP ; vérifiez le jeton avant de réessayer
matomo-rate-limited = { $url } refuse d’autres requêtes pour l’instant (429){ $wait ->
    [none] {""}
   *[other] {" "}et demande d’attendre { $wait } s
}
    .hint = réessayez plus tard, avec un network.concurrency plus bas ou moins de sites
matomo-status = { $url } a répondu { $status } ({ $content_type }) : { $excerpt }
    .hint = réessayez ; si cela dure, montrez ceci à l’administrateur de Matomo
matomo-status-forbidden = { $url } interdit l’accès ({ $status }, { $content_type }) : { $excerpt }
    .hint = un pare-feu ou une liste d’autorisation précède peut-être Matomo : demandez à son administrateur de laisser passer cette machine
matomo-status-not-found = pas de Matomo à l’adresse { $url } ({ $status }, { $content_type }) : { $excerpt }
    .hint = donnez le dossier de index.php, par exemple https://example.fr/matomo/
matomo-status-maintenance = { $url } n’est pas disponible ({ $status }, { $content_type }) : { $excerpt }
    .hint = Matomo est peut-être en maintenance : réessayez dans quelques minutes
matomo-not-json = { $url } n’a pas répondu en JSON mais en { $content_type } : { $excerpt }
    .hint = vérifiez que l’adresse est celle de Matomo lui-même, et qu’aucune page de connexion ne le précède
matomo-empty = { $url } a renvoyé une réponse vide
    .hint = regardez le journal d’erreurs de Matomo ; une erreur PHP se montre souvent par une page vide
matomo-truncated = la réponse de { $url } n’est pas du JSON complet ({ $bytes } octets) : { $reason }
    .hint = réessayez ; si cela dure, cherchez une erreur dans le journal de Matomo
matomo-too-large = la réponse de { $url } dépasse { $limit } Mio
    .hint = demandez moins de périodes avec --last, ou augmentez network.max_answer
matomo-too-many-rows = { $method } a plus de { $limit } lignes
    .hint = demandez moins de périodes avec --last, ou augmentez network.max_rows
matomo-api = Matomo refuse { $method } : { $message }
    .hint = vérifiez les droits du compte de ce jeton ; s’ils sont bons, montrez ce message à l’administrateur de Matomo
matomo-shape = { $method } a répondu sous une forme inconnue : { $reason }
    .hint = cette version de Matomo est peut-être plus récente que cet outil ; un enregistrement (--record DOSSIER) aide à comprendre
answer-too-many-rows = trop de lignes
answer-no-period = aucune réponse pour la période du { $from } au { $to }
answer-other-period = « { $period } » n’est pas une période demandée
answer-period-twice = la période « { $period } » y est deux fois
answer-missing = sa réponse manque
answer-too-many = plus de réponses que demandé
http-proxy = le proxy n’est pas une URL
matomo-no-sites = le jeton ne voit aucun site
    .hint = demandez à un administrateur de donner à son compte l’accès en lecture
matomo-no-public-sites = { $url } ne montre aucun site sans jeton
    .hint = omettez --anonymous et donnez MATOMO_TOKEN_AUTH, ou demandez à un administrateur l’accès en lecture pour le compte « anonymous »
matomo-site-id = Matomo le liste sans identifiant utilisable ({ $id })
    .hint = demandez à l’administrateur de Matomo de regarder la liste des sites ; les autres s’auditent avec --site
matomo-site-not-visible = le site { $site } n’est pas parmi ceux que le jeton peut voir
    .hint = « matomo-audit sites » les liste ; demandez l’accès en lecture s’il existe
matomo-site-unknown = aucun site ne s’appelle « { $name } »{ $near ->
    [none] {""}
   *[other] {" "}(proches : { $near })
}
    .hint = « matomo-audit sites » liste les sites que le jeton peut voir
matomo-site-ambiguous = plusieurs sites s’appellent « { $name } » : { $matches }
    .hint = désignez-le par son id
matomo-time-zone = le fuseau horaire « { $zone } » du site est inconnu
    .hint = corrigez-le dans Matomo › Administration › Sites web
matomo-not-recorded = enregistrement impossible dans { $path } : { $reason }
    .hint = donnez un dossier nouveau ou vide où l’on peut écrire
matomo-not-empty = enregistrement impossible dans { $path } : le dossier n’est pas vide
    .hint = indiquez un dossier nouveau ou vide, pour que rien d’une autre exécution ne soit pris pour celle-ci
matomo-not-in-recording = l’enregistrement n’a pas { $method } pour ces dates{ $dates ->
    [none] {""}
   *[other] {" "}(il a { $dates })
}
    .hint = choisissez --period, --last et --until dans ce qui a été enregistré
matomo-recording = enregistrement { $path } : { $reason }
    .hint = un enregistrement est un dossier fait par --record, avec un index.json
matomo-recording-file = enregistrement : { $path } n’est pas lu, car { $problem ->
    [outside] il n’est pas dans le dossier de l’enregistrement
    [large] il est plus grand qu’une réponse ne peut l’être (network.max_answer)
   *[special] ce n’est pas un fichier ordinaire
}
    .hint = prenez un enregistrement tel que --record l’a fait, et venant d’une personne de confiance
matomo-recording-empty = enregistrement { $path } : il ne contient aucun rapport
    .hint = faites-en un avec matomo-audit audit --record ; un enregistrement interrompu ne peut pas servir

## Plusieurs sites

portfolio = { $sites ->
    [one] { $sites } site
   *[other] { $sites } sites
} · { $share } du trafic est direct ou inconnu ({ $period }) : { $untracked } visites sur { $visits }{ $left_out ->
    [0] {""}
    [one] . { $left_out } site est laissé de côté : ses données sont incomplètes
   *[other] . { $left_out } sites sont laissés de côté : leurs données sont incomplètes
}
column-site = Site
column-verdict = Verdict
column-untracked-visits = Non suivies
column-share = Part
column-change = Évolution
verdict-name-clear = lisible
verdict-name-watch = à surveiller
verdict-name-red-flag = alerte
verdict-name-inconclusive = sans verdict

## Et si

what-if-title = Ce que des tags changeraient
what-if = { $channel } : avec un tag sur { $visits ->
    [one] sa visite non taguée
   *[other] ses { $visits } visites non taguées
}, la part non suivie de la dernière période serait de { $with_tags } au lieu de { $share }.
what-if-bound = Compté sur les visites vues sans tag ; les visites sans référent resteront directes.

## Pages d’entrée

pages-incomplete = la dernière période est incomplète
pages-title = À taguer d’abord : où arrivent les entrées directes
pages-title-calm = Où arrivent les entrées directes
pages-split = Accueil { $home } · pages intérieures { $deep } · pages de connexion { $application }.{ $why ->
    [untagged] {" "}Personne ne tape l’adresse d’une page intérieure : la plupart de ces visites viennent de liens sans tag.
   *[none] {""}
}
pages-link = Lien à coller, pour { $channel } :
pages-unavailable = Impossible de dire où arrivent les visites directes : { $reason }
pages-empty = Matomo n’a donné aucune page, alors que la période compte { $direct } entrées directes. Son segment n’est sans doute pas pré-calculé (Administration › Segments)
pages-rounded = Matomo arrondit les nombres segmentés (les pages font { $seen }, la période compte { $direct } entrées directes)
pages-differ = les pages font { $seen } visites, la période compte { $direct } entrées directes
pages-not-read = elles n’ont pas été demandées

## Campagnes

campaigns-title = Résultats des campagnes sur toute la période étudiée
campaigns-rate = Taux de conversion du site : { $rate }. « Au-dessus » et « au-dessous » : l’écart est trop net pour être dû au hasard.
campaigns-goal = Taux de conversion du site pour l’objectif « { $goal } » : { $rate }. « Au-dessus » et « au-dessous » : l’écart est trop net pour être dû au hasard.
campaigns-goal-unknown = Le site n’a pas d’objectif « { $goal } »{ $known ->
    [none] {""}
   *[other] {" "}(ses objectifs : { $known })
} : on compte les visites, pas les résultats.
campaigns-goal-unreadable = Les conversions de l’objectif « { $goal } » n’ont pas pu être lues : { $reason }. On compte les visites, pas les résultats.
campaign-masked = (nom masqué par Matomo : non mesurable)
campaigns-no-goals = Aucun objectif dans Matomo : on compte les visites, pas les résultats. Créez-en un pour savoir quelles campagnes continuer.
campaign-new = nouvelle
campaign-vanished = disparue
column-campaign = Campagne
column-channel = Canal
column-source = Source
column-medium = Média
column-conversions = Conv.
column-rate = Taux
column-revenue = Revenu
column-comparison = Face au reste
comparison-above = au-dessus
comparison-below = au-dessous
comparison-cannot-tell = trop tôt pour le dire
list-semicolon = {" ; "}
and-more = et { $count } de plus

## Constats

findings-title = Constats
spellings = { $dimension ->
    [source] source :{" "}
    [medium] média :{" "}
   *[campaign] {""}
}{ $keep } ← { $others }
spelling-same-look = { $label } : même apparence, autre encodage
severity-critical = critique
severity-warning = avertissement
severity-notice = remarque
explain-why = Pourquoi c’est important
explain-fix = Comment corriger
gate-finding = ÉCHEC { $site } : [{ $severity }] { $title } ({ $id })
personal-email = adresses e-mail
personal-phone = numéros de téléphone
personal-social_security = numéros de sécurité sociale
personal-bank_account = comptes bancaires (IBAN)
personal-token = jetons
config-finding-name = « { $name } » n’est pas un constat
    .hint = { $nearest ->
        [none] {""}
       *[other] vouliez-vous dire « { $nearest } » ?{" "}
    }« matomo-audit explain » en donne la liste

finding-untracked-dominates = { $share } du trafic ne se rattache à aucune action
    .short = alerte
    .todo = { $first ->
        [channel] Taguez d’abord les liens de ce canal : { $channel }.
        [pages] Taguez les liens vers les pages où arrivent les entrées directes.
       *[links] Taguez le prochain lien que vous partagez.
    }
    .detail = Sur la dernière période ({ $period }), { $untracked } visites sur { $visits } sont directes ou inconnues. Le direct seul fait { $direct_share }. L’alerte est au-delà de { $limit }.
    .action = { $first ->
        [channel] Taguez d’abord les liens de ce canal : { $channel }. Puis les pages de la liste « À taguer d’abord ».
        [pages] Taguez les pages de la liste « À taguer d’abord » : demandez qui les partage, et où.
       *[links] Taguez chaque lien que vous partagez, à commencer par le prochain.
    }
    .what = La plupart des visites de la dernière période close sont directes ou inconnues.
    .why = La majorité des visites ne nomme aucune action. On ne peut donc pas comparer les actions, ni dire « on a essayé X, cela a rapporté Y ».
    .fix = Mettez utm_source, utm_medium et utm_campaign sur chaque lien partagé. Commencez par les canaux dont aucun lien n’est tagué et par les pages intérieures où arrivent les entrées directes.

finding-untracked-rising = { $kind ->
    [trend] Le trafic non suivi monte peu à peu : de { $share_before } à { $share }
   *[jump] Le trafic non suivi augmente : { $share } après { $share_before }
}
    .short = hausse du trafic non suivi
    .todo = Cherchez ce qui a été partagé sans tag ou changé sur le site depuis : { $since }.
    .detail = { $kind ->
        [step] Depuis le changement ({ $since }), { $share } des visites, contre { $share_before } des { $visits_before } visites sur les { $periods_before } périodes précédentes.
        [trend] De { $share_before } à { $share } sur { $periods } périodes, par la droite qui les suit au plus près.
       *[jump] Sur la dernière période ({ $period }), { $share } des { $visits } visites, contre { $share_before } des { $visits_before } visites sur les { $periods_before } périodes précédentes.
    } L’écart ({ $difference }) est trop net pour être dû au hasard ou aux variations normales du site.
    .action = Cherchez ce qui a été partagé sans tag pendant cette période, ou ce qui a changé sur le site. Comparez ensuite avec les pages d’entrée.
    .what = La part non suivie monte : d’un coup, depuis une période précédente, ou peu à peu. La hausse est trop nette pour être due au hasard ou aux variations normales du site. Les visites non suivies sont aussi plus nombreuses que d’habitude.
    .why = Une hausse est le bon moment pour agir : la personne qui a partagé les liens sait encore lesquels.
    .fix = Regardez ce qui a été envoyé, publié ou imprimé pendant la période. Regardez aussi ce qui a changé sur le site (redirections, bandeau de consentement, navigation en page unique).

finding-channel-without-utm = { $count ->
    [one] { $count } canal n’a
   *[other] { $count } canaux n’ont
} aucun lien tagué
    .short = canal sans tag
    .todo = Taguez le prochain lien que vous partagez par ce moyen : { $channels }.
    .detail = { $channels }. Entre parenthèses : les visites vues sans tag sur toute la période étudiée. Sans nombre : ce canal ne se voit que par ses tags, et aucun n’a été vu.
    .action = Taguez le prochain lien que vous y partagez ; un modèle par canal suffit.
    .what = Un canal n’a que des visites sans tag, ou est déclaré comme utilisé et ne montre aucune visite taguée.
    .why = Ce que le canal apporte est compté comme direct, comme site web ou pas du tout : impossible de le comparer aux autres.
    .fix = Faites un modèle de lien tagué par canal (source, média, campagne) et utilisez-le pour chaque lien. Déclarez vos canaux dans channels.used, pour que les canaux silencieux se voient aussi.

finding-channel-partly-tagged = { $count ->
    [one] { $count } canal est tagué
   *[other] { $count } canaux sont tagués
} en partie
    .short = canal tagué en partie
    .todo = Cherchez quel envoi part encore sans tag : { $channels }.
    .detail = { $channels } : { $untagged } visites sans tag, { $tagged } taguées. Vues depuis : { $hosts }.
    .action = Cherchez quel message, envoi ou modèle part encore sans tag.
    .what = Un canal a des visites taguées et d’autres sans tag.
    .why = Les résultats du canal sont sous-estimés de tout ce qui n’est pas tagué.
    .fix = Vérifiez les modèles un par un : on oublie surtout les messages de bienvenue, les notifications et les signatures.

finding-deep-direct-entries = { $share } des entrées directes arrivent sur des pages intérieures
    .short = liens sans tag
    .todo = Demandez qui partage { $pages }, et où : ces liens sont à taguer.
    .detail = { $deep } des { $direct } entrées directes de la dernière période commencent sur une page dont personne ne tape l’adresse. D’abord : { $pages }.
    .action = Cherchez où ces liens sont partagés (e-mail, PDF, QR code, messagerie) et taguez-les.
    .what = Beaucoup d’entrées directes commencent ailleurs que sur un accueil, une page de connexion ou un espace personnel. Simple remarque quand elles font moins d’un cinquième de toutes les visites.
    .why = Personne ne tape une telle adresse. Ces visites viennent de liens sans tag, comme dans les logiciels de messagerie, les documents et les QR codes.
    .fix = Prenez les pages dans l’ordre, demandez qui les partage, et remplacez les liens par des liens tagués. Une page que vos usagers ont en favori se met dans pages.home ou pages.application. Une page prise à tort pour l’une de celles-ci se met dans pages.deep.

finding-site-bug-suspected = Le direct bondit et les moteurs de recherche chutent : un bug du site ?
    .short = bug probable du site
    .todo = Demandez aux développeurs ce qui a changé sur { $pages } : redirection, bandeau de consentement, navigation.
    .sentence = Les moteurs de recherche amènent { $search } visites (d’habitude { $search_usual }) et { $direct } sont directes (d’habitude { $direct_usual }). Ce ne sont pas des liens sans tag.
    .detail = { $age ->
        [ongoing] Depuis : { $since }. Sur la dernière période
       *[new] Sur la dernière période
    } ({ $period }) : { $direct } entrées directes, d’habitude { $direct_usual } ; { $search } depuis les moteurs de recherche, d’habitude { $search_usual }. { $pages_are ->
        [grown] Pages en hausse :
       *[entered] Pages d’entrée de ces visites :
    } { $pages }.
    .action = Demandez aux développeurs ce qui a changé sur ces pages : redirections, règle « Referrer-Policy », bandeau de consentement, navigation en page unique.
    .what = Dans la même période, les entrées directes montent ailleurs que sur l’accueil et les visites des moteurs de recherche baissent. Les deux écarts sont proches, et trop nets pour être dus au hasard.
    .why = Les moteurs de recherche ne disparaissent pas en une semaine. Le site a sans doute cessé de transmettre d’où viennent les visites, par exemple par une redirection ou un mauvais setReferrerUrl.
    .fix = Ouvrez une page depuis un résultat de recherche avec les outils du navigateur et regardez le urlref envoyé à Matomo. Une application en page unique ne doit pas donner un référent sans hôte.

finding-campaign-naming-drift = { $count ->
    [one] { $count } nom a
   *[other] { $count } noms ont
} plusieurs orthographes
    .short = noms écrits de plusieurs façons
    .todo = Corrigez le nom dans les liens : { $groups }.
    .detail = { $groups }. { $strayed } visites sont comptées à part.
    .action = Gardez la première orthographe de chacun, et corrigez les liens ou modèles qui en utilisent une autre.
    .what = Des campagnes, sources ou médias qui ne diffèrent que par la casse, les accents, les séparateurs, le pluriel ou une faute de frappe.
    .why = Une campagne est comptée comme plusieurs : chacune paraît plus petite qu’elle n’est.
    .fix = Convenez de minuscules, sans accents, avec des tirets. Tenez la liste des noms et copiez-les de là.

finding-campaign-missing-dimension = Des tags sans média, sans source ou sans nom
    .short = tags incomplets
    .todo = Complétez les liens de { $examples } avec utm_source, utm_medium et utm_campaign.
    .detail = Sur { $visits } visites de campagnes : { $without_medium } sans média, { $without_source } sans source, { $without_name } sans nom de campagne. Par exemple : { $examples }.
    .action = Complétez les liens : utm_source, utm_medium et utm_campaign ensemble.
    .what = Des visites de campagnes dont le lien n’a pas utm_medium, utm_source ou utm_campaign.
    .why = Sans média, on ne sait pas reconnaître le canal. Sans nom, Matomo prend la source pour la campagne.
    .fix = Utilisez un générateur de liens ou un modèle qui met toujours les trois.

finding-campaign-placeholder = Des liens sont partis avec un champ non remplacé ({"{{"}campaign{"}}"})
    .short = modèle non rempli
    .todo = Corrigez le champ non remplacé dans l’outil d’envoi : { $names }.
    .detail = { $names }. { $visits } visites portent un tel texte au lieu d’un nom de campagne.{ $damaged_count ->
        [0] {""}
       *[other] {" "}Matomo, en décodant l’adresse, a perdu le début de certains : { $damaged }.
    }
    .action = Corrigez le champ de fusion dans l’outil d’envoi, et envoyez-vous un essai.
    .what = Des noms de campagnes, sources ou médias comme {"{{"}campaign{"}}"} ou %CAMPAIGN%.
    .why = Le tag est là et ne dit rien : ces visites comptent comme inconnues.
    .fix = Vérifiez le nom et la syntaxe du champ de fusion dans l’outil qui envoie les liens.

finding-campaign-personal-data = Des données personnelles dans les tags
    .short = données personnelles
    .todo = Retirez des liens dès aujourd’hui les données personnelles : { $kinds }. Faites-les effacer de Matomo.
    .detail = { $count ->
        [one] { $count } valeur contient
       *[other] { $count } valeurs contiennent
    } des données personnelles ({ $kinds }) : { $values }. Elles sont masquées ici, et en clair dans Matomo.
    .action = Retirez-les des liens dès aujourd’hui, et demandez à l’administrateur de Matomo d’effacer ces valeurs.
    .what = Des adresses e-mail, numéros de téléphone, de sécurité sociale ou de compte bancaire, ou de longs jetons. Ils sont dans les noms de campagnes, mots-clés, sources ou médias.
    .why = Qui lit les statistiques apprend qui est venu, et le RGPD l’interdit. Ces adresses passent aussi dans tous les journaux en chemin.
    .fix = N’utilisez jamais un champ du destinataire dans un tag. Dans Matomo, Administration › Vie privée › Outils RGPD efface les visites.

finding-internal-campaign-links = Des liens tagués à l’intérieur du site
    .short = liens internes tagués
    .todo = Retirez les tags des liens internes au site : { $campaigns }.
    .detail = { $visits } visites de campagnes sont venues du site lui-même : { $campaigns }.
    .action = Retirez les paramètres utm des liens entre vos propres pages. Mesurez-les par des événements.
    .what = Des visites de campagnes qui viennent du site lui-même.
    .why = Un tel lien commence une nouvelle visite et efface d’où venait la première.
    .fix = Ne taguez que les liens hors du site. Pour les bandeaux internes, utilisez le suivi de contenu ou les événements de Matomo.

finding-self-referral = Des visites qui viennent du site lui-même, d’un service de connexion ou de paiement
    .short = origine perdue
    .todo = Ajoutez aux référents exclus de Matomo : { $hosts }.
    .detail = { $visits } visites semblent venir de { $hosts } : leur vraie origine s’est perdue là.
    .action = Dans Matomo, ajoutez les hôtes de connexion et de paiement aux référents exclus du site, et les adresses du site à ses alias. Le direct peut monter un peu.
    .what = Les hôtes du site lui-même (aussi app., www2., m. de son domaine), des services de connexion (FranceConnect, ProConnect…) ou de paiement parmi les sites web.
    .why = Qui se connecte ou paie revient depuis ce service. La visite est coupée en deux et son origine se perd.
    .fix = Matomo › Administration › Sites web : ajoutez l’hôte comme alias ou comme référent exclu. Les nouvelles visites de là comptent alors comme directes : le direct peut monter un peu.

finding-parameter-not-understood = Des tags que Matomo ne comprend pas
    .short = tags non compris
    .todo = Corrigez ces paramètres dans les liens : { $parameters }.
    .detail = { $visits } visites de la dernière période sont entrées avec { $parameters }. Matomo retire les tags qu’il lit : ceux-ci n’ont donc pas été lus.
    .action = Corrigez l’orthographe dans les liens. Si les tags sont ceux d’un autre outil, ajoutez utm_campaign, utm_source et utm_medium.
    .what = Des paramètres de campagne restés dans les URL d’entrée. Ils sont mal écrits, propres à un autre outil (at_medium, at_campaign, xtor), ou inconnus de ce Matomo.
    .why = Quelqu’un a tagué le lien, et la visite compte quand même comme non taguée.
    .fix = Écrivez utm_source, utm_medium et utm_campaign en minuscules avec des tirets bas. Les tags d’AT Internet ou de Piano peuvent rester à côté. utm_id, mtm_source et les autres demandent l’extension MarketingCampaignsReporting.

finding-campaigns-masked = { $share } des visites de campagnes ont un nom masqué : non mesurable
    .short = noms de campagnes masqués
    .todo = Demandez à l’administrateur si Matomo doit continuer à masquer les campagnes.
    .detail = { $masked } visites de campagnes sur { $campaigns } ont un nom que ce Matomo masque. On ne peut pas dire quelle action les a amenées. Aucun verdict n’est donné quand il dépend de ces visites.
    .action = Demandez à l’administrateur si le mode d’exemption CNIL doit rester actif, ou si le consentement permet les campagnes.
    .what = La règle de confidentialité de Matomo remplace toutes les valeurs de campagne.
    .why = Les tags sont posés et reconnus comme campagnes, mais leurs noms sont perdus : impossible de comparer les actions.
    .fix = Matomo › Administration › Vie privée : le mode pour l’exemption de consentement de la CNIL masque les valeurs de campagne. Sans lui, il faut le consentement.

finding-report-truncated = Un rapport est coupé
    .short = rapport coupé
    .todo = Demandez à l’administrateur d’augmenter la limite de lignes de { $reports }.
    .detail = { $reports } : { $visits ->
        [one] { $visits } visite est regroupée
       *[other] { $visits } visites sont regroupées
    } dans « Autres ».
    .action = Moins de noms différents aide. L’administrateur peut aussi augmenter datatable_archiving_maximum_rows_referrers.
    .what = Un rapport de Matomo finit par la ligne « Autres ».
    .why = Les libellés au-delà de la limite de lignes ne sont pas donnés. Des canaux et des résultats peuvent manquer, mais les totaux sont justes.
    .fix = Évitez les noms propres à chaque destinataire. La limite est dans config.ini.php de Matomo et vaut pour les nouvelles archives.

finding-totals-disagree = Les types de canal ne font pas le total des visites
    .short = totaux différents
    .todo = Demandez à l’administrateur de relancer l’archivage de Matomo.
    .detail = Par exemple en { $period } : { $types } visites par type, { $summary } au total ({ $periods ->
        [one] { $periods } période
       *[other] { $periods } périodes
    } concernées).
    .action = Demandez à l’administrateur d’invalider et de recalculer les rapports de ces dates.
    .what = La somme des types de canal diffère du nombre de visites de Matomo lui-même. L’écart dépasse 1 % et 5 visites.
    .why = Les parts sont calculées sur ces nombres. Les visites au-delà de la somme des types comptent comme inconnues.
    .fix = C’est le plus souvent une archive inachevée : « console core:invalidate-report-data », puis nouvel archivage.

finding-too-few-visits = Trop peu de visites pour un verdict
    .short = trop peu de visites
    .todo = Regardez une période plus longue.
    .detail = { $visits ->
        [one] { $visits } visite
       *[other] { $visits } visites
    } sur la dernière période, il en faut { $minimum }.
    .action = Regardez une période plus longue quand le verdict en nomme une, ou baissez thresholds.min_visits.
    .what = La dernière période close a moins de visites que thresholds.min_visits.
    .why = Avec peu de visites, une part bouge par hasard : un verdict serait une devinette.
    .fix = Utilisez une --period plus longue, ou acceptez moins de certitude avec un minimum plus bas.

finding-no-visits = Aucune visite
    .short = aucune visite
    .todo = Vérifiez que le code de suivi de Matomo est sur le site.
    .detail = Aucune visite sur { $periods ->
        [one] { $periods } période étudiée
       *[other] les { $periods } périodes étudiées
    }.
    .action = Vérifiez que le code de suivi est sur le site, et que c’est le bon site dans Matomo.
    .what = Toute la période étudiée est sans visite.
    .why = Ou personne n’est venu, ou rien n’est mesuré ; le second cas est le plus courant.
    .fix = Ouvrez le site et cherchez une requête vers matomo.php ; vérifiez l’id du site dans le code de suivi.

link-named = « { $title } » ({ $id })

finding-link-never-seen = { $count ->
    [one] { $count } lien n’a jamais été ouvert
   *[other] { $count } liens n’ont jamais été ouverts
}
    .short = lien jamais ouvert
    .todo = Scannez ou cliquez vous-même { $links }, puis lancez `matomo-audit link check`.
    .detail = Aucune visite depuis la publication, il y a { $days } jours au plus : { $links }.
    .action = Ouvrez chacun comme le ferait son lecteur. Ensuite, `matomo-audit link check` dit où ses tags se perdent.
    .what = Un lien actif du registre est sans visite depuis 7 jours, ou 28 jours s’il est imprimé, en signature ou chez un partenaire.
    .why = Ou bien personne ne le voit, ou bien son adresse ou son QR code ne marche pas. Dans les deux cas, c’est du travail perdu.
    .fix = Scannez-le ou cliquez dessus là où il est partagé. Si votre visite apparaît dans Matomo, l’endroit est en cause ; sinon, l’adresse.

finding-link-tags-altered = Des liens circulent avec d’autres tags que les vôtres
    .short = tags modifiés
    .todo = Renvoyez { $links } à qui le partage : ses tags ne sont pas les vôtres.
    .detail = { $visits } visites portent un de vos identifiants et d’autres tags : { $links }.
    .action = Cherchez qui a retapé les tags, et envoyez-lui le lien à coller.
    .what = L’identifiant d’un lien est arrivé avec une autre source, un autre média ou une autre campagne que ceux du registre.
    .why = Le lien est compté par son identifiant. Mais canaux et campagnes le sont sous des noms que vous n’avez pas choisis.
    .fix = Envoyez l’adresse entière, ou une adresse courte qui y mène, plutôt que des tags à retaper.

finding-link-id-lost = Des visites portent les tags de vos liens sans leur identifiant
    .short = identifiants perdus
    .todo = Cherchez où l’adresse de { $campaigns } a été coupée ou retapée.
    .detail = { $visits } visites ne sont d’aucun lien : { $campaigns }.
    .action = Partagez l’adresse telle quelle, ou une adresse courte qui y mène.
    .what = Les tags d’un lien sont arrivés sans l’identifiant qui le distingue des autres.
    .why = Ces visites ne sont comptées pour aucun lien : il a apporté plus que ce qui est affiché.
    .fix = Copiez l’adresse entière. Certains outils retirent les paramètres qu’ils ne connaissent pas.

finding-campaign-not-in-ledger = { $count ->
    [one] { $count } campagne est hors registre
   *[other] { $count } campagnes sont hors registre
}
    .short = campagne hors registre
    .todo = Demandez qui a créé { $campaigns }, puis `matomo-audit link import --from-matomo`.
    .detail = { $visits } visites portent les tags d’aucun lien : { $campaigns }.
    .action = Ajoutez-les au registre avec `matomo-audit link import --from-matomo`, puis complétez-les.
    .what = Matomo a mesuré une campagne d’au moins 10 visites qu’aucun lien du registre ne porte.
    .why = Personne ne peut dire à quoi elle servait, ce qu’elle devait apporter, ni s’il faut continuer.
    .fix = Créez les liens avec `matomo-audit link new` : ils sont notés aussitôt.

finding-link-review-due = { $count ->
    [one] { $count } lien attend une décision
   *[other] { $count } liens attendent une décision
}
    .short = décisions à prendre
    .todo = Décidez pour { $links } avec `matomo-audit link decide`.
    .detail = Leur jour de bilan est arrivé : { $links }.
    .action = Dites pour chacun si vous continuez, ajustez ou arrêtez : `matomo-audit link decide ID stop --note "…"`.
    .what = Le jour de bilan d’un lien est arrivé, et rien n’a été décidé.
    .why = Un essai ne vaut que si quelqu’un dit ce qu’il a apporté.
    .fix = Décidez en réunion hebdomadaire. La décision, sa date et les chiffres restent ensuite dans le registre.

finding-ledger-invalid = Le registre a { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}
    .short = erreurs dans le registre
    .todo = Corrigez le registre : { $faults }.
    .detail = Ces lignes ont été laissées de côté : { $faults }.
    .action = `matomo-audit link lint` les liste toutes.
    .what = Des lignes du registre sont illisibles.
    .why = Leurs liens ne sont pas suivis : ce qu’ils ont apporté n’est pas affiché.
    .fix = Corrigez les lignes indiquées, dans un tableur ou un éditeur.

## HTML and Markdown

html-title = { $site } · audit du trafic non suivi
html-title-sites = Audit du trafic non suivi · { $sites } sites
html-product = Audit du trafic non suivi
html-window = { $dates } : { $periods } { $unit ->
    [day] { $periods ->
        [one] jour clos
       *[other] jours clos
    }
    [month] { $periods ->
        [one] mois clos
       *[other] mois clos
    }
   *[week] { $periods ->
        [one] semaine close
       *[other] semaines closes
    }
}
html-window-sites = { $dates }, par { $unit ->
    [day] jour
    [month] mois
   *[week] semaine
}
report-generated = Généré le { $date } à { $time } ({ $zone })
html-errors = { $count ->
    [one] { $count } lecture a échoué
   *[other] { $count } lectures ont échoué
}
html-share = du trafic est direct ou inconnu
html-no-visits = Aucune visite
html-direct-alone = Direct seul
html-interval = Fourchette
html-tagged = Tagué
html-other = Autres origines connues
html-sites = { $sites ->
    [one] { $sites } site
   *[other] { $sites } sites
}
html-portfolio-sentence = { $untracked } visites sur { $visits } ne disent pas quelle action les a amenées ({ $period }).
html-line-only = { $count ->
    [one] { $count } site n’a que sa ligne ici : --site en donne les détails.
   *[other] { $count } sites n’ont que leur ligne ici : --site en donne les détails.
}
html-ranking = Classement des sites
html-ranking-caption = Dernière période close de chaque site, le plus de visites non suivies d’abord
html-chart = Part non suivie par { $unit ->
    [day] jour
    [month] mois
   *[week] semaine
}
html-chart-summary = Une courbe de { $first } ({ $first_share }) à { $last } ({ $last_share }), avec sa fourchette. Deux seuils : à surveiller au-delà de { $watch }, alerte au-delà de { $limit }. Les nombres sont dans le tableau qui suit.
html-chart-turn = depuis { $since }
html-chart-first = { $period } : { $count ->
    [one] { $count } nouvelle campagne
   *[other] { $count } nouvelles campagnes
}
html-chart-firsts = Campagnes vues pour la première fois : { $campaigns }.
html-legend-turn = la part change
html-legend-first = campagne vue pour la première fois
html-limit-red-flag = alerte au-delà de { $share }
html-limit-watch = à surveiller au-delà de { $share }
html-legend-interval = fourchette
html-numbers = Les nombres, période par période
html-periods-caption = Visites et part directe ou inconnue de chaque période close
html-channels-caption = Visites taguées et non taguées de chaque canal sur toute la période étudiée
html-column-state = État
html-status-unknown = ? inconnu
html-status-none = ✕ aucun lien tagué
html-status-silent = ✕ aucune visite vue
html-status-partial = ◐ en partie
html-status-tagged = ✓ tagué
html-status-covered = ✓ bien tagué
html-pages-sentence = { $why ->
    [untagged] Personne ne tape l’adresse d’une page intérieure : la plupart de ces visites viennent de liens sans tag.
   *[none] Les entrées directes de la dernière période.
}
html-pages-deep = Pages intérieures
html-pages-home = Accueil
html-pages-application = Pages de connexion
html-pages-caption = Pages intérieures où arrivent les entrées directes, dernière période close
html-others = Les autres
html-campaigns-caption = Campagnes, le plus de visites d’abord
html-sources = Voir dans Matomo :
source-visits = visites
source-channel-types = tous les canaux
source-websites = sites web
source-socials = réseaux sociaux
source-campaigns = campagnes
source-entry-pages = pages d’entrée des visites directes
html-left-out = { $count ->
    [one] { $count } autre ligne est
   *[other] { $count } autres lignes sont
} dans la sortie JSON (--format json).
html-action = À faire :
html-more-about = Pourquoi, et comment corriger :
html-method = Comment chaque nombre est calculé
html-method-intro = Tous les nombres viennent des rapports de Matomo lui-même, pour des périodes closes dans le fuseau horaire de chaque site. Aucune donnée individuelle n’est lue.
html-method-visits = Visites
    .how = Colonne nb_visits de chaque période : ce par quoi chaque part est divisée.
html-method-direct = Direct
    .how = Visites du type de canal 1 : ni site d’origine (référent), ni campagne.
html-method-unknown = Inconnu
    .how = Visites qui ont un type de canal et ne nomment pourtant aucune action. Ce sont les sites web sans nom, ou qui trahissent un lien partagé (webmail, messagerie, liens raccourcis). Ce sont aussi les campagnes sans nom ou au champ non remplacé, les types inconnus, et les visites au-delà de la somme des types.
html-method-channels = Part taguée
    .how = Visites taguées / (taguées + vues sans tag). Le média d’un tag dit son canal, sinon la source. Si les deux ne disent rien, il est deviné d’après le premier ou le dernier mot du nom. Sans tag, c’est le site d’où vient la visite (son référent) qui le dit.
html-method-pages = Pages d’entrée
    .how = Entrées des visites directes de la dernière période, selon ce que l’on tape : accueil, pages de connexion, tout le reste.
html-method-campaigns = Résultats des campagnes
    .how = Visites converties / visites de chaque campagne, face aux autres visites du site (test exact de Fisher). « Au-dessus » et « au-dessous » se trompent pour un site sur vingt au plus (Holm).
html-method-interval = Fourchette
    .how = Là où serait la part si seul le hasard changeait (intervalle de Wilson à 95 %). Deux semaines dont les fourchettes se recouvrent sont peut-être pareilles.
html-method-movement = Évolution
    .how = La dernière période, chaque période où un palier a pu commencer et une droite sont comparées aux variations du site lui-même (test t de Student). Les visites dont le nom est masqué n’y sont pas.
html-method-verdict = Verdict
    .how = Lisible jusqu’à { $watch }, à surveiller jusqu’à { $limit }, alerte au-delà ; aucun au-dessous de { $minimum } visites.
glossary-title = Les cinq mots de ce rapport
glossary-direct = Entrée directe (Direct)
    .means = Une visite dont Matomo ne sait pas d’où elle vient : adresse tapée, favori, ou lien sans tag.
glossary-campaign = Campagne, tag UTM
    .means = Les mots ajoutés au bout d’un lien (utm_source, utm_medium, utm_campaign). Ils disent quelle action a amené la visite.
glossary-channel = Canal
    .means = L’endroit où le lien est partagé : e-mail, SMS, QR code, LinkedIn…
glossary-untracked = Non suivi
    .means = Les visites sans origine : les entrées directes, et celles que Matomo range sans pouvoir nommer l’action (« inconnu »).
glossary-entry = Page d’entrée
    .means = La première page vue. Une page intérieure est toute page dont personne ne tape l’adresse.
glossary-entry-line = { $word } : { $meaning }
html-demo = Votre Matomo
report-column-tagged = Taguées
report-column-untagged = Sans tag
report-column-coverage = Part taguée
report-column-seen = Vues depuis
report-column-rank = N°
report-column-page = Page
report-column-entries = Entrées directes
report-unnamed = (sans nom)

## Delivery

week-subject = sem. { $week }
mail-subject = { $icon } { $site } : { $share } du trafic non suivi{ $beside ->
    [none] {""}
   *[other] , { $beside }
} ({ $period })
mail-subject-no-visits = { $icon } { $site } : aucune visite ({ $period })
mail-subject-incomplete = { $icon } { $site } : données incomplètes, pas de verdict ({ $period })
mail-subject-inconclusive = { $icon } { $site } : pas de verdict, { $share } du trafic non suivi ({ $period })
mail-subject-sites-red-flag = { $icon } { $count ->
    [one] { $count } site sur { $sites } en alerte
   *[other] { $count } sites sur { $sites } en alerte
} ({ $period })
mail-subject-sites-watch = { $icon } { $count ->
    [one] { $count } site sur { $sites } à surveiller
   *[other] { $count } sites sur { $sites } à surveiller
} ({ $period })
mail-subject-sites-inconclusive = { $icon } { $count ->
    [one] { $count } site sur { $sites } sans verdict
   *[other] { $count } sites sur { $sites } sans verdict
} ({ $period })
mail-subject-sites-clear = { $icon } { $count ->
    [one] { $count } site sur { $sites } lisible
   *[other] { $count } sites sur { $sites } lisibles
} ({ $period })
mail-subject-errors = {" "}· { $count ->
    [one] { $count } site illisible
   *[other] { $count } sites illisibles
}
mail-untracked = du trafic est direct ou inconnu
mail-undetailed = Les autres sites n’ont que leur ligne dans le tableau.
mail-how = Non suivi = direct + inconnu : les visites qui ne disent pas quelle action les a amenées. Part = visites non suivies / toutes les visites de la période.
mail-made = Étudié : { $from_to }. Calculé le { $date } à { $time } par matomo-audit { $version }, d’après { $matomo }. Message automatique.
chat-more = … et { $count ->
    [one] { $count } site de plus
   *[other] { $count } sites de plus
}
gate-summary-title = Trafic non suivi dans Matomo
gate-summary-errors = Sites illisibles
gate-column-measure = Mesure
gate-column-limit = Permis
gate-column-result = Résultat
gate-result-passed = respecté
gate-result-exceeded = dépassé
gate-result-no-verdict = pas de verdict (il faut { $minimum } visites)
gate-result-incomplete = pas de verdict (période incomplète)
gate-result-missing = pas de verdict ({ $range }, il manque des visites dans { $reports })
gate-result-masked = pas de verdict (des noms de campagnes masqués décident)
gate-case-read = lecture dans Matomo
# La raison d’une bibliothèque, dans nos mots puis dans les siens.
reason-said = { $reason } ({ $said })
reason-not-tls = l’autre côté ne parle pas TLS sur ce port
reason-certificate = le certificat n’est pas valable ({ $said })
reason-json-form = ce n’est pas ce qui était attendu ({ $said })
reason-not-found = aucun fichier ni dossier de ce nom
reason-forbidden = accès refusé
reason-folder = c’est un dossier
reason-no-folder = ce n’est pas un dossier
reason-full = il ne reste plus de place
reason-read-only = le système de fichiers est en lecture seule
reason-refused = connexion refusée
reason-closed = la connexion a été coupée
reason-timed-out = pas de réponse à temps
reason-unreachable = l’hôte ne peut pas être joint
reason-unknown-host = nom d’hôte inconnu
reason-certificate-issuer = autorité de certification inconnue
reason-certificate-expired = le certificat a expiré
reason-certificate-name = le certificat est d’un autre nom
reason-no-answer = pas de réponse en { $seconds } s
reason-no-end = pas terminé après { $seconds } s
reason-exit = terminé avec le code { $code }
reason-json-end = le texte s’arrête trop tôt (ligne { $line }, colonne { $column })
reason-json-syntax = faute de syntaxe (ligne { $line }, colonne { $column })
reason-no-utf8 = pas de l’UTF-8 à partir de l’octet { $byte }
output-written = écrit : { $path }
output-no-folder = le dossier { $folder } n’existe pas
delivery-mail = e-mail
delivery-recipient-mail = { $address }{ $others ->
    [0] {""}
    [one] {" "}et { $others } autre
   *[other] {" "}et { $others } autres
} (e-mail)
delivery-recipient-chat = { $name } ({ $kind })
delivery-sent = envoyé à { $recipient }
delivery-withheld = pas envoyé à { $recipient } : { $when ->
    [watch] rien n’est à surveiller ou en alerte, comme le demande « when = "watch" » ; sites : { $found }
    [red-flag] rien n’est en alerte, comme le demande « when = "red-flag" » ; sites : { $found }
   *[unread] aucun site n’a pu être lu
}
delivery-spared = pas envoyé à { $recipient } : --to demande un essai à une seule personne
delivery-line = { $target } : { $message } – { $hint }
delivery-failed = { $count ->
    [one] { $count } destination n’a pas été servie
   *[other] { $count } destinations n’ont pas été servies
}
delivery-build = le message n’a pas pu être composé : { $reason }
    .hint = merci de le signaler, avec le fichier de configuration
delivery-connect = connexion impossible à { $server } : { $reason }
    .hint = vérifiez mail.smtp, mail.port, mail.tls et le réseau ; rien n’a été envoyé
delivery-certificate = le certificat de { $server } n’est pas reconnu : { $reason }
    .hint = une autorité de certification privée se met dans mail.ca_file ; mail.smtp doit être le nom du certificat ; rien n’a été envoyé
delivery-no-starttls = { $server } ne propose pas STARTTLS
    .hint = essayez mail.tls = "implicit" (port 465) ; rien n’a été envoyé
delivery-not-tls = { $server } continue en clair là où TLS doit commencer
    .hint = vérifiez mail.port et mail.tls ; s’ils sont justes, quelqu’un sur le trajet ajoute peut-être des réponses à celles du serveur : parlez-en aux responsables du réseau ; rien n’a été envoyé
delivery-endless = { $server } envoie une réponse sans fin
    .hint = vérifiez que mail.smtp et mail.port sont ceux d’un serveur de messagerie ; rien n’a été envoyé
delivery-unexpected = { $server } donne une réponse hors de propos : { $reason }
    .hint = vérifiez que mail.smtp et mail.port sont ceux d’un serveur de messagerie ; rien n’a été envoyé
delivery-not-now = { $server } refuse pour le moment : { $reason }
    .hint = relancez la commande plus tard ; rien n’a été envoyé
delivery-login = { $server } refuse l’identification : { $reason }
    .hint = vérifiez mail.user et MATOMO_AUDIT_SMTP_PASSWORD ou mail.password_file ; rien n’a été envoyé
delivery-timed-out = { $server } n’a pas répondu en { $seconds } s
    .hint = vérifiez mail.port et mail.tls, ou augmentez mail.timeout ; rien n’a été envoyé
delivery-sender = { $server } refuse l’expéditeur : { $reason }
    .hint = mail.from doit être une adresse que ce serveur autorise ; rien n’a été envoyé
delivery-recipients = { $server } refuse { $refused }
    .hint = corrigez mail.to ou mail.cc, sauf si la réponse commence par 4 : le refus est alors passager ; les autres destinataires ont reçu le message
delivery-no-recipient = { $server } refuse { $refused }
    .hint = corrigez mail.to ou mail.cc, sauf si la réponse commence par 4 : le refus est alors passager ; rien n’a été envoyé
delivery-recipients-not-now = { $server } refuse pour le moment { $refused }
    .hint = les adresses sont peut-être justes : ces serveurs acceptent un message présenté de nouveau quelques minutes plus tard ; les autres destinataires l’ont reçu, transférez-le donc à ceux-ci
delivery-no-recipient-now = { $server } refuse pour le moment { $refused }
    .hint = les adresses sont peut-être justes : ces serveurs acceptent un message présenté de nouveau, relancez donc la commande dans 15 minutes ; rien n’a été envoyé
delivery-refused = { $server } refuse le message : { $reason }
    .hint = regardez-le avec --dry-run ; une limite de taille s’évite avec moins de pièces jointes
delivery-unknown = { $server } n’a pas confirmé la réception : { $reason }
    .hint = le message est peut-être parti, il n’est donc pas renvoyé ; vérifiez avant de recommencer
delivery-sendmail = { $command } a échoué : { $reason }
    .hint = essayez la commande à la main : printf "Subject: essai\n\n" | { $command } -i adresse
delivery-webhook = le webhook a répondu { $status } : { $reason }
    .hint = vérifiez son adresse et ses réglages dans la messagerie
delivery-webhook-redirected = le webhook a répondu { $status } et renvoie ailleurs
    .hint = donnez l’adresse complète du webhook, en https
delivery-webhook-gone = le webhook a refusé le message ({ $status }) : { $reason }
    .hint = il a peut-être été supprimé ou son canal archivé : créez-en un autre et changez le secret
delivery-webhook-later = le webhook n’accepte pas de message pour le moment ({ $status }) : { $reason }
    .hint = réessayez plus tard ; rien n’a été publié
delivery-webhook-failed = le webhook a répondu { $status } : { $reason }
    .hint = le message est peut-être publié, il n’est donc pas renvoyé ; vérifiez avant de recommencer
delivery-webhook-connect = connexion impossible au webhook : { $reason }
    .hint = vérifiez le réseau, le proxy et chat.ca_file ; rien n’a été publié
delivery-webhook-unknown = le webhook n’a pas confirmé la réception : { $reason }
    .hint = le message est peut-être publié, il n’est donc pas renvoyé ; vérifiez avant de recommencer
delivery-matrix-connect = connexion impossible au serveur Matrix : { $reason }
    .hint = vérifiez chat.homeserver, le réseau, le proxy et chat.ca_file ; rien n’a été publié
delivery-matrix-token = le serveur Matrix ne connaît pas le jeton d’accès : { $reason }
    .hint = la session est déconnectée, ou le jeton est d’un autre serveur : créez un autre jeton et changez le secret ; rien n’a été publié
delivery-matrix-stranger = { $account } n’est pas dans le salon
    .hint = invitez ce compte dans le salon, et acceptez l’invitation avec lui ; rien n’a été publié
delivery-matrix-forbidden = le compte n’a pas le droit d’écrire dans le salon : { $reason }
    .hint = donnez-lui un rôle plus élevé dans les paramètres du salon, à Rôles et permissions ; rien n’a été publié
delivery-matrix-no-room = le serveur Matrix ne connaît pas ce salon : { $reason }
    .hint = vérifiez chat.room ; son identifiant est dans les paramètres du salon, à Avancé ; rien n’a été publié
delivery-matrix-none = aucun serveur Matrix ne répond à cette adresse
    .hint = chat.homeserver est l’adresse de son API : voyez « base_url » à https://…/.well-known/matrix/client du serveur qui figure dans le nom de votre compte ; rien n’a été publié
delivery-matrix-redirected = le serveur Matrix a répondu { $status } et renvoie ailleurs
    .hint = donnez l’adresse où il renvoie dans chat.homeserver, en https ; rien n’a été publié
delivery-matrix-later = le serveur Matrix n’accepte pas de message pour le moment ({ $status }) : { $reason }
    .hint = réessayez plus tard ; rien n’a été publié
delivery-matrix-refused = le serveur Matrix a refusé le message ({ $status }) : { $reason }
    .hint = regardez-le avec --dry-run, et vérifiez le compte et le salon ; rien n’a été publié
delivery-matrix-failed = le serveur Matrix a répondu { $status } : { $reason }
    .hint = relancez la commande : si le message est publié, il ne l’est pas deux fois
delivery-matrix-unknown = le serveur Matrix n’a pas confirmé la réception : { $reason }
    .hint = relancez la commande : si le message est publié, il ne l’est pas deux fois
config-gate-extension = { $path } : aucun format de check n’a cette extension
    .hint = utilisez .xml (JUnit) ou .txt
config-secret-in-file = { $path } : { $key } est un secret et n’a pas sa place dans ce fichier
    .hint = retirez-le et donnez-le par { $instead } ; changez-le si le fichier a été partagé
config-no-target = aucune destination : ni [mail] ni [[chat]] dans la configuration
    .hint = « matomo-audit config example » montre les deux
config-target-key = { $target } : il manque { $key }
    .hint = « matomo-audit config example » montre chaque clé
config-target-keys = { $target } : une seule des clés { $keys } à la fois
    .hint = retirez-en une
config-mail-host = [mail] : smtp n’est pas le nom d’un serveur seul ; il n’est pas montré, car il contient peut-être un mot de passe
    .hint = écrivez-le comme "smtp.example.fr" ; port, tls et user ont leurs propres clés, et le mot de passe se donne par MATOMO_AUDIT_SMTP_PASSWORD ou password_file
config-mail-address = [mail] : { $key } contient « { $address } », qui n’est pas une adresse e-mail
    .hint = écrivez "nom@example.fr" ou "Nom <nom@example.fr>", une adresse par élément de la liste
config-to = --to contient « { $address } », qui n’est pas une adresse e-mail
    .hint = écrivez une seule adresse, comme --to nom@example.fr
config-to-no-mail = --to envoie par le serveur de [mail], et la configuration n’a pas cette section
    .hint = ajoutez [mail] avec « from », « to » et « smtp »
config-mail-recipients = [mail] : « to » et « cc » contiennent { $count } adresses ; tout serveur en accepte { $limit }, pas forcément plus
    .hint = faites-en une liste de diffusion et donnez son adresse
config-mail-no-password = [mail] : aucun mot de passe pour l’utilisateur « { $user } »
    .hint = donnez MATOMO_AUDIT_SMTP_PASSWORD, ou password_file dans la configuration
config-mail-plain-password = [mail] : le mot de passe irait à { $host } sans protection
    .hint = utilisez tls = "starttls" ou "implicit"
config-mail-attach = [mail] : attach contient « { $name } », qui n’est pas un format
    .hint = utilisez les extensions de -o, comme "csv" ou "json"
config-sendmail = [mail] : sendmail ne peut pas être lancé : { $path } ({ file-problem })
    .hint = donnez le chemin entier d’une commande, par exemple /usr/sbin/sendmail
config-target-file = { $target } : lecture impossible de { $path } : { file-problem }
    .hint = { $problem ->
        [missing] cette clé est le nom d’un fichier, relatif à la configuration ; un secret lui-même ne s’y écrit jamais
       *[other] un fichier de secret le contient seul, sur une ligne ; ca_file contient des certificats au format PEM
    }
config-chat-name = [[chat]] numéro { $position } : son nom ressemble à une adresse ou à un autre secret, et n’est pas montré
    .hint = choisissez un mot pour les messages, par exemple "equipe" ; l’adresse se met dans une variable (url_env) ou un fichier (url_file). Si d’autres ont vu ce fichier, créez un nouveau webhook
config-chat-variable = [[chat]] numéro { $position } : url_env n’est pas le nom d’une variable, et n’est pas montré, car c’est peut-être l’adresse elle-même
    .hint = écrivez url_env = "MATTERMOST_WEBHOOK" et mettez l’adresse dans cette variable. Si d’autres ont vu ce fichier, créez un nouveau webhook
config-chat-twice = [[chat]] : deux destinations s’appellent « { $name } »
    .hint = donnez à chacune son propre name
config-chat-no-url = [[chat]] { $name } : la variable { $variable } est absente ou vide
    .hint = elle contient l’adresse du webhook, qui est un secret ; ou utilisez url_file
config-chat-no-token = [[chat]] { $name } : la variable { $variable } est absente ou vide
    .hint = elle contient le jeton d’accès du compte qui publie, qui est un secret ; ou utilisez token_file
config-chat-token = [[chat]] { $name } : le jeton d’accès contient des blancs ou d’autres caractères qu’aucun jeton n’a
    .hint = donnez le jeton seul, sur une ligne
config-chat-token-variable = [[chat]] numéro { $position } : token_env n’est pas le nom d’une variable, et n’est pas montré, car c’est peut-être le jeton lui-même
    .hint = écrivez token_env = "MATRIX_TOKEN" et mettez le jeton dans cette variable. Si d’autres ont vu ce fichier, déconnectez cette session et créez un autre jeton
config-chat-homeserver = [[chat]] { $name } : l’adresse du serveur Matrix ne convient pas : { $reason }
    .hint = écrivez homeserver = "https://matrix.example.fr", comme la messagerie la montre dans Aide et à propos
config-chat-room = [[chat]] { $name } : room n’est ni l’identifiant d’un salon ni son adresse
    .hint = écrivez room = "!abc:example.fr" ou "#equipe:example.fr" ; les paramètres du salon montrent les deux, l’identifiant dans Avancé
config-chat-other-kind = { $target } : { $key } ne va pas avec kind = "{ $kind }"
    .hint = { $kind ->
        [matrix] un salon Matrix a homeserver, room, et token_env ou token_file
       *[other] un webhook a url_env ou url_file ; pour un salon Matrix, écrivez kind = "matrix"
    }
config-chat-url = [[chat]] { $name } : l’adresse du webhook ne convient pas : { $reason }
    .hint = copiez-la de la messagerie ; elle commence par https://

## La page du lundi

todo-title = À faire
todo-nothing = Rien à faire { $unit ->
    [day] aujourd’hui
    [month] ce mois-ci
   *[week] cette semaine
}.
todo-no-verdict = Rien à faire avant d’avoir un verdict.
last-period = { $unit ->
    [day] le dernier jour
    [month] le mois dernier
   *[week] la semaine dernière
}
mended-channel = ✔ Réglé { last-period } : { $channel }, { $tagged ->
    [one] la visite est taguée
   *[other] { $tagged } visites sur { $tagged } sont taguées
}.
mended-finding = ✔ Réglé { last-period } : { $finding }, plus rien de tel.
critical = ❗ { $title }
bug = ❗ Bug probable du site sur { $pages }, depuis { $since }
headline-bug = { $icon } { $site } · bug probable sur { $pages } depuis { $since } : { $share } du trafic est direct ou inconnu ({ $period })
line-nothing = rien à faire
ranking-line = { $icon } { $site } : { $share }{ $gravest ->
    [none] {""}
   *[other] {" "}· { $gravest }
}
actions-title = Vos actions ({ $period })
actions-none = Aucune campagne n’a amené de visite pendant cette période.
actions-masked = Matomo masque les noms de campagnes : on ne peut pas dire ce que vos actions ont amené.
actions-caption = Campagnes de la dernière période
action-spelled = { $name } (aussi : { $others })
action-line = { $name } : { $visits ->
    [one] { $visits } visite
   *[other] { $visits } visites
}{ $change ->
    [new] , nouvelle
    [more] , en hausse
    [less] , en baisse
   *[other] {""}
}{ $usual ->
    [none] {""}
   *[other] {" "}(d’habitude { $usual })
}{ $conversions ->
    [none] {""}
   *[other] , conversions : { $conversions }
}
change-new = nouvelle
change-more = en hausse
change-less = en baisse
change-ended = terminée
column-usual = D’habitude
column-rate-window = Taux moyen
column-finding = Constat
named = { $first }{ $second ->
    [none] {""}
   *[other] { $others ->
        [0] {" "}et { $second }
       *[other] , { $second } et { $others } de plus
    }
}
respell = « { $wrong } » → « { $keep } »
item-visits = { $visits }, dont { $last ->
    [one] { $last } récente
   *[other] { $last } récentes
}
finding-explained = S’explique par : { $cause }.
state-new = Nouveau : rien de tel avant la dernière période.
state-ongoing = Depuis { $since }.
state-fading = Plus rien de tel depuis { $since } : rien à faire.
details-title = Détails
details-more = Périodes, pages d’entrée, toutes les campagnes, constats : ajoutez --details.
mail-subject-sites-attention = ❗ { $count ->
    [one] { $count } site sur { $sites } demande
   *[other] { $count } sites sur { $sites } demandent
} votre attention ({ $period })
channels-covered-line = { $channels }.
sites-calm = Les autres sites

## Liens du registre

column-link = Lien
column-target = Objectif
column-advice = À faire
column-decided = Décidé
links-title = Liens du registre
links-caption = Liens du registre
links-none = Aucun lien du registre n’a amené de visite pendant cette période, et aucun n’attend de décision.
link-unlisted = hors registre
link-progress = { $count } sur { $target }{ $unit ->
    [conversions] {" "}conversions
   *[visits] {""}
}{ $review ->
    [none] {""}
   *[other] , le { $review }
}
link-decided = { $decision }{ $day ->
    [none] {""}
   *[other] {" "}({ $day })
}
decision-continue = continuer
decision-adjust = ajuster
decision-stop = arrêter
advice-draft = brouillon
advice-never-seen = jamais vu en { $days } jours → scannez-le, puis link check { $id }
advice-too-early = { $target ->
    [0] {""}
   *[other] { $count } sur { $target },{" "}
}{ $days ->
    [one] { $days } jour
   *[other] { $days } jours
} : trop tôt pour dire
advice-continue = objectif atteint ({ $count } sur { $target }) → continuer
advice-continue-rate = ces visites convertissent plus que le reste → continuer
advice-stop = { $count } sur { $target }, la même action en donnerait { $best } au mieux → arrêter
advice-stop-rate = ces visites convertissent moins que le reste → arrêter
advice-adjust = { $count } sur { $target }, ce peut être le hasard → ajuster
advice-cannot-tell = sans objectif et trop peu de visites pour dire
advice-not-measurable-shared = non mesurable : un autre lien a les mêmes tags, et aucun n’a d’identifiant
advice-not-measurable-id-lost = non mesurable : ses visites sont arrivées sans son identifiant
advice-not-measurable-altered = non mesurable : un autre lien de sa campagne circule avec d’autres tags que les siens
advice-not-measurable-hidden = non mesurable : Matomo cache une partie de ses visites
advice-not-measurable-earlier = non mesurable : compté depuis le { $since } seulement
advice-not-measurable-not-read = non mesurable : le rapport des liens manque
advice-unlisted = hors registre → link import --from-matomo
advice-unlisted-id = l’identifiant d’un autre outil, sans campagne → taguer ce lien
link-line = { $name } : { $visits ->
    [none] {""}
    [one] { $visits } visite ;{" "}
   *[other] { $visits } visites ;{" "}
}{ $advice }
links-unread = Les visites des liens n’ont pas pu être lues : { $reason }.
links-id-lost = { $visits ->
    [one] { $visits } visite porte les tags de vos liens sans leur identifiant, et n’est d’aucun
   *[other] { $visits } visites portent les tags de vos liens sans leur identifiant, et ne sont d’aucun
} : { $campaigns }.
links-since = { $links } : { $count ->
    [one] compté
   *[other] comptés
} depuis le { $since } seulement, les jours d’avant n’ayant pas été lus.
links-inseparable = { $links } : { $visits ->
    [one] { $visits } visite
   *[other] { $visits } visites
} ensemble, qu’aucun identifiant ne distingue.

month-title = Coûts et décisions du mois
month-caption = Liens avec un coût, depuis leur publication
column-cost = Coût
column-per-visit = Par visite
column-per-conversion = Par conversion
price = { $value } (de { $low } à { $high })
price-none = plus de { $low }
month-decisions = { $decided ->
    [0] Rien n’a été décidé ce mois-ci.
   *[other] Décidé ce mois-ci : { $continued } à continuer, { $adjusted } à ajuster, { $stopped } à arrêter.
}{ $undecided ->
    [0] {""}
   *[other] {" "}Reste à décider : { $links }.
}
month-unlisted = { $share } des visites taguées sont hors registre{ $before ->
    [none] {""}
   *[other] {" "}({ $before } le mois d’avant)
}.
### Links: ledger
ledger-faults = { $count ->
    [one] une faute dans { $path } :
   *[other] { $count } fautes dans { $path } :
}
ledger-faults-elsewhere = { $count ->
        [one] une autre ligne de { $path } est fautive et laissée de côté
       *[other] { $count } autres lignes de { $path } sont fautives et laissées de côté
    } : `matomo-audit link list` dit pourquoi
ledger-unknown = aucun lien { $id } dans le registre
    .hint = { $nearest ->
        [none] `matomo-audit link list` les montre tous
       *[other] est-ce { $nearest } ?
    }
ledger-locked = un autre programme garde le registre { $path } depuis cinq secondes
    .hint = relancez la commande ; s’il le garde encore, fermez-le
ledger-not-written = le registre { $path } n’a pas changé : { $reason }
ledger-id-taken = le registre { $path } a déjà un autre lien { $id }, ligne { $line }
    .hint = quelqu’un vient peut-être de l’écrire : relancez la commande
ledger-no-column = { $count ->
    [one] le registre { $path } n’a pas de colonne { $missing }
   *[other] il manque des colonnes au registre { $path } : { $missing }
}
    .hint = ajoutez à la fin de sa première ligne : { $added }
ledger-missing = il n’y a pas de registre dans { $path }
    .hint = `matomo-audit link new` le crée avec le premier lien
ledger-empty = le registre { $path } est vide
    .hint = `matomo-audit link new` y écrit les colonnes et le premier lien
ledger-unreadable = lecture impossible du registre { $path } : { file-problem }
    .hint = { $problem ->
        [large] 10 000 liens tiennent dans un tiers de cette taille ; est-ce bien un registre ?
        [forbidden] demandez le droit de le lire à qui le possède
       *[other] nommez le fichier CSV des liens avec --ledger, ou [links] ledger dans la configuration
    }
ledger-encoding = le registre { $path } { $kind ->
    [windows-1252] est en Windows-1252 : voyez la ligne { $line }
    [utf-16] est en UTF-16
   *[none] n’est pas du texte : voyez la ligne { $line }
}
    .hint = enregistrez-le en UTF-8 : « CSV UTF-8 » dans Excel, « Unicode (UTF-8) » dans LibreOffice
ledger-cut = le registre { $path } a un guillemet jamais fermé, ouvert à la ligne { $line }
    .hint = si le fichier est coupé, reprenez-en une copie complète ; sinon, fermez ce guillemet
ledger-half = le registre { $path } s’arrête au milieu de la ligne { $line } : rien n’y est ajouté
    .hint = reprenez-en une copie complète, ou complétez cette ligne
ledger-column-twice = le registre { $path } a deux colonnes { $name }
    .hint = renommez l’une des deux
ledger-columns = { $count ->
    [one] il manque une colonne au registre { $path } : { $missing }
   *[other] il manque { $count } colonnes au registre { $path } : { $missing }
}
    .hint = { $near ->
        [none] la première ligne d’un registre nomme ses colonnes : { $columns }
       *[other] renommez dans la première ligne : { $near }
    }
ledger-conflict = ligne { $line } : git y attend que vous choisissiez entre deux versions
ledger-versions = { $others ->
    [0] lignes { $lines } et { $last }
    [one] lignes { $lines }, { $last } et une autre
   *[other] lignes { $lines }, { $last } et { $others } autres
} : { $count ->
    [2] deux
   *[other] { $count }
} versions de { $id }
ledger-value-missing = ligne { $line } : { $column } est vide
ledger-cells = ligne { $line } : { $cells } cellules pour { $columns } colonnes ; un texte avec le séparateur se met entre guillemets
ledger-id = ligne { $line } : « { $value } » n’est pas un identifiant de lien
ledger-url = ligne { $line } : « { $value } » n’est pas une adresse en https://
ledger-date-none = ligne { $line } : la date « { $value } » n’existe pas ({ $column })
ledger-date-form = ligne { $line } : « { $value } » n’est pas une date ({ $column }) ; écrivez 2026-11-26 ou 26/11/2026
ledger-status = ligne { $line } : le statut « { $value } » n’existe pas ; { $nearest ->
    [none] écrivez draft, active ou retired
   *[other] est-ce { $nearest } ?
}
ledger-decision = ligne { $line } : la décision « { $value } » n’existe pas ; { $nearest ->
    [none] écrivez continue, adjust ou stop
   *[other] est-ce { $nearest } ?
}
ledger-target = ligne { $line } : l’objectif « { $value } » ne se lit pas ; écrivez « 40 visits » ou « 5 conversions »
ledger-cost = ligne { $line } : le coût « { $value } » n’est pas un montant
ledger-cost-negative = ligne { $line } : le coût « { $value } » est négatif
### Links: tools

link-no-address = { $id } n’a pas d’adresse qui commence par http:// ou https://
    .hint = écrivez-la dans la colonne link ou url du registre
link-qr-long = aucun QR code ne contient { $bytes } octets
    .hint = donnez au lien une adresse courte, dans la colonne short du registre
link-qr-format = { $path } : un code s’écrit en .svg, .png ou .txt
link-qr-failed = l’image n’a pas pu être faite : { $reason }
link-qr-holds = Il contient { $address }
link-qr-size = { $modules } × { $modules } modules (version { $version }) : au moins { $smallest } mm de large en main.
link-qr-wall = Sur un mur : un dixième de la distance à laquelle on le scanne, donc 20 cm à 2 m.
link-qr-small = { $size } mm, c’est trop petit pour être scanné : faites-le large de { $smallest } mm ou plus.
link-qr-many = au-delà de { $most } modules, il se scanne mal de loin. Une adresse courte qui vous appartient le simplifie : écrivez-la dans la colonne short du registre.
link-signature-text = { $text } : { $address }
link-signature-channel = les tags de { $id } ne sont pas celles d’une signature : ses clics seront comptés avec ceux des autres endroits.
link-signature-personal = l’adresse de { $id } contient des données personnelles
    .hint = faites un autre lien sans elles
link-lint-summary = { $problems ->
    [0] Rien à corriger
    [one] { $problems } lien à corriger
   *[other] { $problems } liens à corriger
} : { $links ->
    [one] { $links } lien
   *[other] { $links } liens
} dans { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
}.
link-lint-and = {" ; "}
link-lint-no-hosts = on ne sait pas quels hôtes sont les vôtres : il n’y a pas de registre, et le plan n’en nomme aucun
    .hint = donnez --ledger FICHIER, ou hosts dans la section plan de la configuration
link-lint-input = { $path } ne peut pas être lu : { $reason }
link-lint-large = { $path } fait plus de { $most } Mo
link-lint-many = { $path } contient plus de { $most } fichiers
link-lint-inside = dans une redirection de { $host }
link-lint-page = l’adresse contient { $problem ->
    [personal] des données personnelles
   *[placeholder] un champ à remplacer
}
link-lint-untagged = aucun tag
link-lint-placeholder = { $parameter } est resté le champ à remplacer { $value }
link-lint-personal = { $parameter } contient des données personnelles
link-lint-misspelt = Matomo ne lit pas { $parameter } : cela s’écrit { $meant }
link-lint-other-tool = { $parameter } est pour un autre outil : Matomo lit { $meant }
link-lint-twice = { $parameter } y est plusieurs fois
link-lint-fragment = les tags sont derrière le # : leur place est devant
link-lint-long = plus de { $most } caractères : Matomo coupe ce qui suit
link-lint-unknown-id = l’identifiant { $id } n’est à aucune ligne du registre{ $nearest ->
    [none] {""}
   *[other] {" "}(vouliez-vous dire { $nearest } ?)
}
link-lint-altered = { $parameter } vaut « { $value } » au lieu de « { $wanted } »
link-lint-dropped = { $parameter } manque, il devrait valoir « { $wanted } »
link-lint-added = { $parameter } vaut « { $value } », le lien n’en a pas
link-lint-elsewhere = l’identifiant { $id } est celui d’un lien vers { $url }
link-lint-draft = { $id } est un brouillon dans le registre : à publier quand il est partagé
link-lint-retired = le lien { $id } est retiré
link-lint-no-id = l’identifiant { $id } manque
link-lint-missing = { $parameter } manque
link-lint-other-page = ces tags sont ceux de { $id }, qui mène à { $url }
link-lint-unlisted = à aucune ligne du registre
link-lint-put-other = un autre lien, puisque celui-ci est retiré
link-lint-put-new = { $command }
link-lint-put-one = l’un de { $ids }{ $more ->
    [0] {""}
   *[other] {" "}et { $more } de plus
} (matomo-audit link show ID)
link-lint-id = l’identifiant { $id } n’est pas celui de cette page et de ces tags : { $wanted }
link-lint-no-address = la colonne { $column } n’est pas une adresse qui commence par http:// ou https://
link-lint-host = { $host } n’est pas l’un de vos hôtes
link-lint-url-tagged = la colonne url porte des tags : ils ont leurs propres colonnes
link-lint-link-elsewhere = la colonne link mène à une autre page que la colonne url
link-lint-before-created = publié avant d’être créé
link-lint-before-published = son bilan est avant sa publication
link-lint-unpublished = actif sans jour de publication
link-lint-personal-cell = la colonne { $column } contient des données personnelles
link-check-none = rien à vérifier : { $path } n’a aucun lien actif
    .hint = nommez des liens par leur identifiant, ou publiez un brouillon par link new avec --published
link-check-fine = { $id } : arrive avec ses tags{ $hops ->
    [0] {""}
    [one] {" "}(une redirection)
   *[other] {" "}({ $hops } redirections)
}
link-check-short-fine = { $id } : l’adresse courte mène au lien
link-check-found = { $id } : { $problem }
link-check-lost = { $parameter } se perd à { $address }
link-check-changed = { $parameter } devient « { $value } » au lieu de « { $wanted } » à { $address }
link-check-status = { $address } répond { $status }
link-check-loop = { $address } ramène à elle-même
link-check-many = plus de { $most } redirections, la dernière vers { $address }
link-check-private = { $host } est une adresse privée, demandée seulement si `hosts` de [plan] la nomme
link-check-scheme = la redirection mène à { $address }, qui n’est pas une page du Web
link-check-unreached = { $host } ne peut pas être joint : { $reason }
link-check-time = non demandé : le temps prévu pour tous les liens est écoulé
link-check-no-location = { $address } redirige sans dire où
link-check-short-elsewhere = l’adresse courte mène à { $address }, pas au lien
link-check-summary = { $problems ->
    [0] { $links ->
        [one] { $links } lien arrive.
       *[other] { $links } liens arrivent.
    }
   *[other] { $links ->
        [one] { $problems } lien sur { $links } a un problème.
       *[other] { $problems ->
            [one] { $problems } lien sur { $links } a un problème.
           *[other] { $problems } liens sur { $links } ont un problème.
        }
    }
}
link-check-client = aucune connexion ne peut être préparée : { $reason }
plan-form = { $part } « { $value } » : en minuscules, avec { $separator } entre les mots ; écrivez « { $instead } »
plan-long = { $part } « { $value } » a { $length } caractères ; le plan en veut { $most } au plus
plan-medium = medium « { $value } » n’est pas dans le plan ; { $nearest ->
    [none] choisissez parmi { $known }
   *[other] est-ce { $nearest } ?
}
plan-source = source « { $value } » : le plan l’appelle { $instead }
plan-source-medium = source « { $value } » : le plan la veut avec { $mediums }, et non { $medium }
plan-campaign = campaign « { $value } » : le plan veut { $pattern } ; écrivez « { $instead } »
plan-required = { $part } est vide, et le plan le demande
config-plan-name = { $path } : plan.{ $kind } a un nom que nul tag ne peut avoir : « { $name } »
    .hint = écrivez-le en minuscules, avec plan.separator entre les mots : « { $instead } »
config-plan-separator = { $path } : plan.campaign « { $pattern } » n’a pas le séparateur du plan
    .hint = mettez { $separator } entre ses parties, ou changez plan.separator
config-plan-medium = { $path } : la source { $source } du plan veut « { $medium } », qui n’est pas dans plan.mediums
    .hint = { $nearest ->
        [none] ajoutez-le à plan.mediums, ou corrigez-le
       *[other] est-ce { $nearest } ?
    }
config-plan-alias = { $path } : « { $alias } » est un autre nom de { $source } dans le plan, et de { $other } aussi
    .hint = laissez-le à l’une des deux
value-plan-pattern = ce modèle est faux à partir du caractère { $min } : il se compose de {"{"}year{"}"}, {"{"}month{"}"}, {"{"}day{"}"} et une fois de {"{"}slug{"}"}
ledger-none = aucun lien ne répond à cette demande
ledger-column-review = Bilan
ledger-column-link = Action
ledger-column-target = Objectif
ledger-column-state = Où elle en est
ledger-column-tags = Source / média
ledger-target-words = { $unit ->
    [visits] { $count ->
        [one] { $count } visite
       *[other] { $count } visites
    }
   *[conversions] { $count ->
        [one] { $count } conversion
       *[other] { $count } conversions
    }
}
ledger-status-draft = brouillon
ledger-status-active = en cours
ledger-status-due = à décider
ledger-status-retired = retirée
ledger-decision-continue = continuer
ledger-decision-adjust = ajuster
ledger-decision-stop = arrêter
ledger-numbers = { $date } : { ledger-target-words }{ $target ->
    [none] {""}
   *[other] {" "}sur { $target }
}
ledger-decided = { $id } : { $decision }, décidé le { $date }{ $said ->
    [none] {""}
   *[other] {" "}– { $said }
}
ledger-no-matomo = sans adresse et jeton de Matomo, la décision est écrite sans les chiffres du jour
ledger-not-asked = la décision est écrite sans les chiffres du jour : { $reason }
ledger-not-measured = Matomo n’a pas de visites propres au lien { $id } : la décision est écrite sans chiffres

### Links: new
link-missing = il manque : { $missing }
    .hint = par exemple : matomo-audit link new https://exemple.fr/atelier --medium email --source brevo --campaign 2026-11-atelier
link-no-scheme = il manque https:// devant « { $url } »
    .hint = écrivez { $right }
link-slashes = « { $url } » ne commence pas tout à fait par https://
    .hint = écrivez { $right }
link-scheme = un lien commence par https://, pas par { $scheme }:
    .hint = donnez l’adresse d’une page, telle qu’elle est dans le navigateur
link-no-host = « { $url } » ne mène à aucun site
    .hint = copiez l’adresse de la page depuis le navigateur, par exemple https://exemple.fr/atelier
link-blank = l’adresse « { $url } » contient un espace
    .hint = copiez-la depuis le navigateur : un espace s’y écrit « %20 »
link-credentials = l’adresse contient un identifiant ou un mot de passe : tous ceux qui reçoivent le lien le liraient
    .hint = retirez ce qui précède le signe @
link-fragment = des tags suivent le signe # de l’adresse : Matomo les lirait à la place des autres
    .hint = retirez-les de ce qui suit le #
link-contradicts = l’adresse dit { $name }={ $value }, l’option dit « { $given } »
    .hint = retirez le paramètre de l’adresse, ou changez l’option
link-stranger = l’adresse porte { $name }={ $value }, qu’aucun lien du registre ne garde
    .hint = retirez ce paramètre : l’identifiant du lien est calculé
link-personal = donnée personnelle dans { link-field } : { $kind ->
        [email] une adresse e-mail
        [phone] un numéro de téléphone
        [social_security] un numéro de sécurité sociale
        [bank_account] un compte bancaire
       *[other] une clé ou un jeton
    }
    .hint = ni un lien ni le registre ne doivent désigner une personne ; écrivez un rôle ou un nom de campagne
link-field = { $field ->
    [url] l’adresse
    [campaign] la campagne
    [source] la source
    [medium] le média
    [content] le contenu
    [short] l’adresse courte
    [title] le titre
    [owner] le responsable
    [note] la note
   *[other] { $field }
}
link-invisible = { link-field } : un caractère ne se voit pas, ou fait une nouvelle ligne
    .hint = retapez le texte au lieu de le coller
link-no-target = l’objectif « { $value } » ne se comprend pas
    .hint = écrivez --target "40 visits" ou --target "5 conversions"
link-cost = le coût « { $value } » n’est pas un montant
    .hint = écrivez un nombre, par exemple --cost 120,50
link-dates = la revue du { $review } précède la publication du { $published }
    .hint = donnez à --review un jour qui suit --published
link-twin = { $id } porte déjà ces tags, vers une autre page : { $url }
    .hint = distinguez les deux par --content, par exemple --content bouton
link-near = { $field ->
    [source] la source
   *[other] la campagne
} « { $name } » ressemble à « { $other } », qui est déjà dans le registre
    .hint = reprenez « { $other } », ou ajoutez --allow-similar si c’est voulu
link-near-measured = la campagne « { $name } » ressemble à « { $other } », que Matomo a mesurée : { $visits ->
        [one] { $visits } visite
       *[other] { $visits } visites
    }
    .hint = reprenez « { $other } », ou ajoutez --allow-similar si c’est voulu
link-mtm-core = ce Matomo ne lit pas mtm_source : le plan dit params = "mtm", qui demande MarketingCampaignsReporting
    .hint = écrivez params = "utm" dans [plan], ou faites installer le plugin
link-too-long = le lien a { $bytes } octets, au-delà de 1 000 : Matomo couperait l’adresse avant ses tags
    .hint = raccourcissez l’adresse ou les tags
link-long = le lien a { $bytes } octets : au-delà de 1 000, Matomo perdrait ses tags
link-host = { $host } n’est pas à nous{ $nearest ->
        [none] {""}
       *[other]  ; vouliez-vous dire { $nearest } ?
    }
    .hint = nos adresses : { $ours } ; ajoutez les autres à hosts dans [plan]
link-host-unknown = rien ne dit si { $host } est à nous : hosts dans [plan] ou Matomo le diraient
link-unreachable = Matomo n’a pas pu être interrogé, le lien est fait sans lui : { $reason }
link-known = { $id } : ce lien est déjà dans { $path }, rien n’est écrit
link-template = { link-field } : « { $value } » est un champ de modèle, que rien n’a remplacé
    .hint = donnez l’adresse de la page elle-même
link-known-draft = { $id } est un brouillon : relancez la commande avec --published DATE quand il est partagé
link-known-retired = { $id } est retiré : mettez « active » dans sa colonne status pour qu’il soit suivi de nouveau
link-known-differs = non repris : { $columns }. Pour changer { $id }, corrigez la ligne { $line } de { $path }
link-published = { $id } est publié dans { $path } le { $published }, à juger le { $review }
link-dry-published = { $id } serait publié dans { $path } le { $published }, à juger le { $review }
link-dry = { $id } serait écrit dans { $path }{ $review ->
        [none] {""}
       *[other] , à juger le { $review }
    }
link-written = { $id } écrit dans { $path }{ $review ->
        [none] , comme brouillon
       *[other] , à juger le { $review }
    }
link-follow =
    pour que l’audit suive ces liens, ajoutez à { $config } :
    { "[" }links]
    ledger = { $ledger }
ask-question = { $field ->
    [url] Adresse de la page
    [medium] Média
    [source] Source
    [campaign] Campagne
   *[other] { $field }
}
ask-other = autre…
ask-interrupted = interrompu : rien n’est écrit
link-import-nothing = aucun lien dans { $path }
    .hint = donnez un texte où des liens sont collés, ou une feuille (CSV) dont une colonne s’appelle « lien » ou « url »
link-import-ids = { $count ->
        [one] l’identifiant d’un autre outil, venu sans campagne, n’est pas repris : { $names }
       *[other] { $count } identifiants d’autres outils, venus sans campagne, ne sont pas repris : { $names }
    }
link-import-ignored = colonnes laissées de côté : { $names }
link-import-left = { $why ->
        [foreign] { $count ->
            [one] un lien vers un autre site laissé de côté
           *[other] { $count } liens vers d’autres sites laissés de côté
        }
        [untagged] { $count ->
            [one] un lien sans tags laissé de côté
           *[other] { $count } liens sans tags laissés de côté
        }
       *[template] { $count ->
            [one] un lien complété à l’envoi laissé de côté
           *[other] { $count } liens complétés à l’envoi laissés de côté
        }
    }
link-import-lacks = il manque : { $missing }
link-import-line = ligne { $line } : { $problem }
link-status = le statut « { $value } » n’est ni draft, ni active, ni retired
link-decision = la décision « { $value } » n’est ni continue, ni adjust, ni stop
link-date-form = « { $value } » n’est pas une date comme 2026-11-26 ou 26/11/2026
link-date-none = la date « { $value } » n’existe pas
link-imported = { $count ->
        [0] rien à ajouter à { $path }
        [one] un lien ajouté à { $path }
       *[other] { $count } liens ajoutés à { $path }
    }{ $known ->
        [0] {""}
        [one] , un y était déjà
       *[other] , { $known } y étaient déjà
    }
link-import-dry = { $count ->
        [0] rien à ajouter à { $path }
        [one] un lien serait ajouté à { $path }
       *[other] { $count } liens seraient ajoutés à { $path }
    }{ $known ->
        [0] {""}
        [one] , un y est déjà
       *[other] , { $known } y sont déjà
    }
link-measured = mesurée dans Matomo : { $visits ->
        [one] { $visits } visite
       *[other] { $visits } visites
    }
link-to-complete = a-completer
link-show-unread = les visites n’ont pas pu être lues : { $reason }
link-show-field = { $field ->
    [id] Identifiant
    [url] Page
    [campaign] Campagne
    [source] Source
    [medium] Média
    [content] Contenu
    [link] Lien
    [short] Adresse courte
    [title] Titre
    [owner] Responsable
    [created] Créé le
    [published] Publié le
    [review] À juger le
    [target] Objectif
    [cost] Coût
    [status] Statut
    [decision] Décision
    [decided] Décidé le
    [note] Note
    [state] État
    [visits] Visites
    [converted] Visites converties
    [tests] Essais avant publication
    [first-seen] Première visite
    [last-seen] Dernière visite
    [day] Visites par jour
    [week] Visites par semaine
    [month] Visites par mois
   *[other] { $field }
}
link-show-word = { $value ->
    [draft] brouillon
    [active] actif
    [retired] retiré
    [continue] continuer
    [adjust] ajuster
    [stop] arrêter
   *[other] { $value }
}
link-show-target = { $count } { $unit ->
    [visits] { $count ->
        [one] visite
       *[other] visites
    }
   *[other] { $count ->
        [one] conversion
       *[other] conversions
    }
}
link-lost = { link-field } : { $problem ->
    [zero] Matomo prend la valeur 0 pour rien
    [long] plus de { $max } octets, et Matomo couperait la suite
   *[placeholder] « { $value } » est un champ de modèle, que rien n’a remplacé
}
    .hint = écrivez un nom court, comme 2026-11-webinaire
