# Textes destinés aux personnes, en français. L'anglais a les mêmes messages.

## Nombres et dates

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
week-long = semaine { $week }, { $dates }

## Verdicts

headline = { $icon } { $site } · { $share } du trafic est direct ou inconnu ({ $period })
headline-no-visits = { $icon } { $site } · aucune visite ({ $period })
verdict-red-flag = Vous naviguez à l'aveugle : { $untracked } visites sur { $visits } ne disent pas quelle action les a amenées (alerte au-delà de { $limit }).
verdict-watch = À surveiller : { $untracked } visites sur { $visits } ne disent pas quelle action les a amenées (alerte au-delà de { $limit }).
verdict-clear = Le trafic est lisible : { $untracked } visites sur { $visits } ne disent pas quelle action les a amenées (alerte au-delà de { $limit }).
inconclusive-no-visits = Aucune visite sur toute la période étudiée, donc pas de verdict. Vérifiez que le code de suivi est sur le site et que c'est le bon site.
inconclusive-masked = Pas de verdict : ce Matomo masque les noms de campagnes par règle de confidentialité, et les { $masked } visites concernées décident.
inconclusive-longer = Pas de verdict : { $visits ->
    [one] { $visits } visite
   *[other] { $visits } visites
} sur la période, il en faut { $minimum }. Avec --period { $period }, on peut en attendre environ { $expected }.
inconclusive-lower = Pas de verdict : { $visits ->
    [one] { $visits } visite
   *[other] { $visits } visites
} sur la période, il en faut { $minimum }. Baissez thresholds.min_visits dans la configuration si vous acceptez une part moins certaine.
against-median = { $arrow } { $points } / médiane { $periods } { $unit ->
    [day] j
    [month] mois
   *[week] sem.
}

## Tableaux

column-day = Jour
column-week = Semaine
column-month = Mois
column-visits = Visites
column-direct = Direct
column-unknown = Inconnu
column-untracked = Non suivi
column-interval = IC 95 %

## Canaux

channels-uncovered = Canaux sans couverture UTM
channels-partial = Canaux tagués en partie
channels-covered = Canaux couverts
channels-unmatched = { $visits ->
    [one] { $visits } visite taguée n'indique
   *[other] { $visits } visites taguées n'indiquent
} aucun canal connu : le support et la source ne sont pas parmi les mots usuels (voir « channel » dans la configuration).
tagged = { $visits ->
    [one] { $visits } taguée
   *[other] { $visits } taguées
}
untagged = { $visits ->
    [one] { $visits } non taguée
   *[other] { $visits } non taguées
}
channel-unseen = ne laisse pas de référent : une visite sans tag est une entrée directe, impossible à distinguer
channel-unseen-short = invisible sans tag
channel-email = E-mail
channel-sms = SMS
channel-qr = QR code
channel-print = Imprimé
channel-signature = Signature mail
channel-linkedin = LinkedIn
channel-social = Réseaux sociaux
channel-messaging = Messagerie
channel-docs = Documents partagés
channel-shortener = Liens raccourcis
channel-partner = Partenaires
channel-paid = Publicité
channel-ai = Assistants d'IA
channel-sign-on = Services de connexion

## Sites

column-id = Id
column-name = Nom
column-time-zone = Fuseau horaire
column-address = Adresse
site-error = ✖ Site { $site } { $name } : { $message }
demo-next =
    C'était une démonstration sur des données enregistrées. Pour votre Matomo :

      export MATOMO_TOKEN_AUTH=…      (Matomo › Paramètres personnels › Sécurité)
      matomo-audit sites --url https://votre-matomo.example
      matomo-audit audit --url https://votre-matomo.example --site 1

## Contrôle

gate-passed = ok    { $site } : { $measure } { $share } de { $visits } visites, { $limit } permis au plus
gate-exceeded = ÉCHEC { $site } : { $measure } { $share } de { $visits } visites, { $limit } permis au plus
gate-no-verdict = ?     { $site } : { $measure } : pas de verdict sur { $visits } visites (il en faut { $minimum })
gate-lower-bound = (borne basse de l'intervalle à { $confidence } % : { $bound })
gate-streak = ({ $streak } périodes de suite sur { $consecutive })
measure-direct = direct
measure-untracked = non suivi

## Options et configuration

error-prefix = erreur
hint-prefix = conseil
config-unreadable = lecture impossible de { $path } : { $reason }
    .hint = vérifiez le chemin, ou omettez --config pour vous passer de fichier
config-invalid = { $place } : { $message }, dans « { $source } »
    .hint = config.example.toml liste chaque clé avec son type et sa valeur par défaut
config-channel = { $path } : { $message }
    .hint = config.example.toml montre comment décrire un canal
config-thresholds = { $path } : thresholds.watch ({ $watch }) dépasse thresholds.red_flag ({ $red_flag })
    .hint = une période est surveillée avant d'être en alerte : watch doit être le plus petit des deux
config-unknown-channel = { $path } : channels.used nomme « { $name } », qui n'est pas un canal
    .hint = les canaux sont { $known } ; un autre se décrit sous [channel.NOM]
config-unknown-finding = { $path } : findings nomme « { $name } », qui n'est pas un constat
    .hint = vouliez-vous dire « { $nearest } » ? « matomo-audit explain » en donne la liste
config-no-url = aucune adresse de Matomo
    .hint = donnez --url https://stats.example.fr, la variable MATOMO_URL, ou url dans matomo-audit.toml
config-url-invalid = l'adresse de Matomo n'est pas une URL : { $reason }
    .hint = écrivez-la comme dans le navigateur, par exemple https://stats.example.fr
config-url-scheme = l'adresse de Matomo commence par « { $scheme }: »
    .hint = écrivez-la comme dans le navigateur, par exemple https://stats.example.fr
config-url-credentials = l'adresse de Matomo contient un nom d'utilisateur ou un mot de passe
    .hint = retirez-les : le jeton suffit pour l'accès
config-plain-http = http://{ $host } enverrait le jeton sans protection
    .hint = écrivez https://, ou network.allow_http = true sur un réseau de confiance
config-no-token = aucun jeton pour Matomo
    .hint = donnez MATOMO_TOKEN_AUTH (Matomo › Paramètres personnels › Sécurité › Jetons), ou token_file dans la configuration ; un accès en lecture suffit
config-token-file = lecture impossible du jeton dans { $path } : { $reason }
    .hint = le fichier contient le jeton seul, sur une ligne
config-ca-file = lecture impossible des certificats dans { $path } : { $reason }
    .hint = le fichier contient des certificats au format PEM
config-too-many-periods = Matomo donne au plus { $max } périodes d'un « { $unit } » à la fois
    .hint = demandez-en moins avec --last, ou une --period plus longue
config-output-extension = { $path } : aucun format n'a cette extension
    .hint = utilisez .json, .csv ou .txt
config-output-twice = { $path } : nommé deux fois
    .hint = donnez à chaque sortie son propre fichier
output-failed = écriture impossible de { $path } : { $reason }
    .hint = rien n'y a été écrit ; vérifiez le dossier et ses droits
internal = les rapports n'ont pas pu être calculés : { $reason }
    .hint = merci de le signaler, avec un enregistrement fait par --record DOSSIER

## Matomo

matomo-setup = la connexion ne peut pas être préparée : { $reason }
    .hint = vérifiez network.ca_file et network.proxy dans la configuration
matomo-connect = connexion impossible à { $url } : { $reason }
    .hint = vérifiez l'adresse, le réseau et le proxy ; une autorité de certification privée se met dans network.ca_file
matomo-timed-out = { $url } n'a pas répondu en { $seconds } s
    .hint = Matomo calcule peut-être des rapports pour la première fois : réessayez dans quelques minutes, ou augmentez network.timeout
matomo-interrupted = la réponse de { $url } s'est interrompue : { $reason }
    .hint = réessayez ; un proxy entre ici et Matomo coupe peut-être les longues réponses
matomo-redirected = { $url } a répondu { $status } et renvoie vers { $to }
    .hint = les redirections ne sont pas suivies, car elles perdraient la requête : utilisez l'adresse indiquée, sauf si c'est une page de connexion
matomo-unauthorized = { $url } refuse le jeton (401) : { $message }
    .hint = vérifiez MATOMO_TOKEN_AUTH et que son compte a l'accès en lecture ; ne réessayez pas aussitôt, 20 échecs bloquent une heure
matomo-locked-out = { $url } a bloqué cette machine : { $message }
    .hint = attendez une heure, ou demandez à un administrateur de débloquer cette adresse IP ; vérifiez le jeton avant de réessayer
matomo-rate-limited = { $url } refuse d'autres requêtes pour l'instant (429)
    .hint = réessayez plus tard, avec un network.concurrency plus bas ou moins de sites
matomo-status = { $url } a répondu { $status } ({ $content_type }) : { $excerpt }
    .hint = réessayez ; si cela dure, montrez ceci à l'administrateur de Matomo
matomo-status-forbidden = { $url } interdit l'accès ({ $status }, { $content_type }) : { $excerpt }
    .hint = un pare-feu ou une liste d'autorisation précède peut-être Matomo : demandez à son administrateur de laisser passer cette machine
matomo-status-not-found = pas de Matomo à l'adresse { $url } ({ $status }, { $content_type }) : { $excerpt }
    .hint = donnez le dossier de index.php, par exemple https://example.fr/matomo/
matomo-status-maintenance = { $url } n'est pas disponible ({ $status }, { $content_type }) : { $excerpt }
    .hint = Matomo est peut-être en maintenance : réessayez dans quelques minutes
matomo-not-json = { $url } n'a pas répondu en JSON mais en { $content_type } : { $excerpt }
    .hint = vérifiez que l'adresse est celle de Matomo lui-même, et qu'aucune page de connexion ne le précède
matomo-empty = { $url } a répondu par du vide
    .hint = regardez le journal d'erreurs de Matomo ; une erreur PHP se montre souvent par une page vide
matomo-truncated = la réponse de { $url } n'est pas du JSON complet ({ $bytes } octets) : { $reason }
    .hint = réessayez ; si cela dure, cherchez une erreur dans le journal de Matomo
matomo-too-large = la réponse de { $url } dépasse { $limit } Mio
    .hint = demandez moins de périodes avec --last, ou augmentez network.max_answer
matomo-api = Matomo refuse { $method } : { $message }
    .hint = vérifiez l'accès du compte de ce jeton à ce site
matomo-shape = { $method } a répondu sous une forme inconnue : { $reason }
    .hint = cette version de Matomo est peut-être plus récente que cet outil ; un enregistrement (--record DOSSIER) aide à comprendre
matomo-no-sites = le jeton ne voit aucun site
    .hint = demandez à un administrateur de donner à son compte l'accès en lecture
matomo-site-not-visible = le site { $site } n'est pas parmi ceux que le jeton peut voir
    .hint = « matomo-audit sites » les liste ; demandez l'accès en lecture s'il existe
matomo-site-unknown = aucun site ne s'appelle « { $name } »{ $near ->
    [none] {""}
   *[other] {" "}(proches : { $near })
}
    .hint = « matomo-audit sites » liste les sites que le jeton peut voir
matomo-site-ambiguous = plusieurs sites s'appellent « { $name } » : { $matches }
    .hint = désignez-le par son id
matomo-time-zone = le fuseau horaire « { $zone } » du site est inconnu
    .hint = corrigez-le dans Matomo › Administration › Sites web
matomo-recording = enregistrement { $path } : { $reason }
    .hint = un enregistrement est un dossier fait par --record, avec un index.json
