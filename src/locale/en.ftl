# Text that people read, in English. French has the same messages.

## Numbers and dates

percent = { $number }%
points = { $value } pts
date-day = { $day }
date-short = { date-day } { $month ->
   *[1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
    [12] Dec
}
date-full = { date-short } { $year }
date-range-in-month = { $first }–{ date-short } { $year }
date-range = { $first } – { $last }
date-month = { $month ->
   *[1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
    [12] Dec
} { $year }
date-month-long = { $month ->
   *[1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
    [12] December
} { $year }
week-short = W{ $week }
week-name = week { $week }
week-long = week { $week }, { $dates }

## Verdicts

headline = { $icon } { $site } · { $share } of traffic is direct or unknown ({ $period })
headline-no-visits = { $icon } { $site } · no visits ({ $period })
headline-incomplete = { $icon } { $site } · origin of visits incomplete ({ $period })
verdict-red-flag = You are navigating blind: { $untracked } of { $visits } visits do not say which action brought them (red flag above { $limit }).
verdict-watch = To be watched: { $untracked } of { $visits } visits do not say which action brought them (red flag above { $limit }).
verdict-clear = { $whole ->
    [0] The origin of { $known } of visits is known
   *[other] The origin of { $part } in { $whole } visits is known
}; { $untracked ->
    [0] none of { $visits } remains without one
    [one] { $untracked } of { $visits } remains without one
   *[other] { $untracked } of { $visits } remain without one
}.
inconclusive-no-visits = No visits in the whole window, so no verdict. Check that the tracking code is on the site and that this is the right site.
    .short = no visits
inconclusive-too-young = No closed period yet: the site was created on { $created }.
    .short = site too young
inconclusive-incomplete = No verdict: the period is incomplete. Matomo counts { $visits } visits and does not say where all of them come from. Some are missing in: { $reports }. Reports were purged, or their archiving failed. Run Matomo's archiving again, or audit another period (--until).
    .short = incomplete period
inconclusive-missing = No verdict: it depends on visits that Matomo counts without telling their origin. Some are missing in: { $reports }.
    .short = missing data
inconclusive-masked = No verdict: by privacy policy, this Matomo hides campaign names. The verdict depends on these { $masked } visits.
    .short = masked campaign names
inconclusive-longer = No verdict: { $visits ->
    [one] { $visits } visit
   *[other] { $visits } visits
} in the period, { $minimum } are needed. With --period { $period }, about { $expected } can be expected.
    .short = too few visits
inconclusive-lower = No verdict: { $visits ->
    [one] { $visits } visit
   *[other] { $visits } visits
} in the period, { $minimum } are needed. Lower thresholds.min_visits in the configuration if you accept a less certain share.
    .short = too few visits
period-incomplete = incomplete
movement-stable = Stable: { $direction ->
    [up] { $points ->
        [one] { $points } point more than usual
       *[other] { $points } points more than usual
    }
    [down] { $points ->
        [one] { $points } point less than usual
       *[other] { $points } points less than usual
    }
   *[same] as usual
}{ $size ->
    [notable] , within the site's ups and downs
   *[small] {""}
} ({ movement-periods })
movement-jump = Sudden { $direction ->
    [down] fall
   *[up] rise
} { $unit ->
    [day] on
   *[week] in
} { $since }: { movement-points } ({ $from } → { $to })
movement-since-day = { $since }
movement-since-week = { $since }
movement-since-month = { $since }
movement-step = Since { $beginning }, { movement-points } ({ $from } → { $to })
movement-trend = Steady { $direction ->
    [down] fall
   *[up] rise
}: { $from } → { $to } in { movement-periods }
movement-points = { $direction ->
    [down] −
   *[up] +
}{ $points ->
    [one] { $points } point
   *[other] { $points } points
}
movement-periods = { $periods } { $unit ->
    [day] days
    [month] months
   *[week] weeks
}
movement-short-stable = stable

## Tables

column-day = Day
column-week = Week
column-month = Month
column-visits = Visits
column-direct = Direct
column-unknown = Unknown
column-untracked = Untracked
column-interval = Range

## Channels

channels-title = Channels
channels-uncovered = Channels without any tagged link
channels-partial = Channels tagged in part
channels-covered = Channels tagged well
channels-unknown = Channels of which nothing can be said
channels-masked = Since { $since }, this Matomo hides campaign names by privacy policy. Which links are tagged can no longer be known.
channels-not-measured = Matomo's campaign reports are incomplete in every period: which links are tagged cannot be known.
channels-unmatched = { $visits ->
    [one] { $visits } tagged visit means
   *[other] { $visits } tagged visits mean
} no known channel. { $plugin ->
    [missing] Without the plugin MarketingCampaignsReporting, Matomo reads neither utm_medium nor utm_source.
   *[there] Their medium and source are not among the usual words (see `channel` in the configuration).
}
channels-guessed = { $visits ->
    [one] { $visits } tagged visit does
   *[other] { $visits } tagged visits do
} not tell the channel by medium or source. It is guessed from the campaign's name: { $channels }.{ $plugin ->
    [missing] {" "}The plugin MarketingCampaignsReporting would read utm_medium and utm_source.
   *[there] {""}
}
tagged = { $visits } tagged
untagged = { $visits ->
    [one] { $visits } untagged visit
   *[other] { $visits } untagged visits
}
no-referrer = without a tag, a visit from there is a direct entry like any other
no-referrer-short = invisible without a tag
channel-email = E-mail
channel-sms = SMS
channel-qr = QR code
channel-print = Print
channel-signature = Mail signature
channel-linkedin = LinkedIn
channel-social = Social networks
channel-messaging = Instant messaging
channel-docs = Shared documents
channel-shortener = Link shorteners
channel-partner = Partners
channel-paid = Paid
channel-ai = AI assistants
channel-sign-on = Sign-on services

## Sites

column-id = Id
column-name = Name
column-time-zone = Time zone
column-address = Address
site-error = ✖ Site { $site ->
    [none] {"?"}
   *[other] { $site }
}{ $name ->
    [none] {""}
   *[other] {" "}{ $name }
}: { $message }
demo-next =
    This was a demo on recorded data. For your own Matomo:

      export MATOMO_TOKEN_AUTH=…      (Matomo › Personal settings › Security)
      matomo-audit sites --url https://your-matomo.example
      matomo-audit audit --url https://your-matomo.example --site 1

## Gate

gate-passed = ok   { $site }: { $measure } { $share } of { $visits ->
    [one] { $visits } visit
   *[other] { $visits } visits
}, at most { $limit } allowed
gate-exceeded = FAIL { $site }: { $measure } { $share } of { $visits ->
    [one] { $visits } visit
   *[other] { $visits } visits
}, at most { $limit } allowed
gate-no-verdict = ?    { $site }: { $measure }: no verdict on { $visits ->
    [one] { $visits } visit
   *[other] { $visits } visits
} (at least { $minimum } are needed)
gate-incomplete = ?    { $site }: { $measure }: no verdict, the period is incomplete: visits are missing in { $reports }
gate-missing = ?    { $site }: { $measure }: no verdict, { $range } depending on the visits that are missing in { $reports } (limit { $limit })
gate-masked = ?    { $site }: { $measure }: no verdict on { $visits } visits, as Matomo masks the campaign names that decide
gate-lower-bound = (low end of the { $confidence }% range: { $bound })
gate-streak = ({ $streak ->
    [one] { $streak } period
   *[other] { $streak } periods
} in a row, fails from { $consecutive })
gate-why = To see why: { $command }
measure-direct = direct
measure-untracked = untracked

## Options and configuration

error-prefix = error:
hint-prefix = hint:
warning-prefix = warning:
usage-unknown-argument = unexpected argument '{ $arg }' found
usage-unknown-command = unrecognized command '{ $name }'
usage-no-command = '{ $name }' requires a command but one was not provided
usage-missing = the following required arguments were not provided:
usage-no-value = a value is required for '{ $arg }' but none was supplied
usage-no-such-value = invalid value '{ $value }' for '{ $arg }'
usage-misfit = invalid value '{ $value }' for '{ $arg }': { $reason }
usage-unfit = invalid value '{ $value }' for '{ $arg }': { $reason }
usage-conflict = the argument '{ $arg }' cannot be used with { $others }
usage-twice = the argument '{ $arg }' cannot be used multiple times
usage-no-equals = equal sign is needed when assigning values to '{ $arg }'
usage-too-many = unexpected value '{ $value }' for '{ $arg }' found; no more were expected
usage-no-text = an argument is no text in UTF-8
usage-values = [possible values: { $known }]
usage-commands = [commands: { $known }]
usage-similar-command = a similar command exists: { $names }
usage-similar-argument = a similar argument exists: { $names }
usage-similar-value = a similar value exists: { $names }
usage-tip-value = to pass '{ $arg }' as a value, use '{ $right }'
usage-tip-dashes = the command '{ $name }' exists; to use it, remove the '--' before it
usage-tip-there = '{ $right }' exists
usage-line = Usage: { $usage }
usage-help = For more information, try '--help'.
file-problem = { $problem ->
    [missing] No such file
    [forbidden] its permissions do not allow it
    [folder] it is a folder
    [pipe] it is a pipe or a socket, not a file
    [device] it is a device, not a file
    [large] it is larger than { $limit } MiB
    [text] it is not text in UTF-8
    [empty] empty
    [lines] it has more than one line
    [assignment] it holds NAME=… instead of the secret alone
    [certificate] no certificate in PEM form
    [executable] nobody may run it
   *[other] { $reason }
}
ledger-not-there = there is no ledger at { $path } yet; `matomo-audit link new` makes it with the first link
trust-found = configuration { $path }, found in the working directory: its Matomo is { $host }, which your own configuration does not name
trust-readable = every user of this machine can read { $path }, which holds a secret; `chmod 600` keeps it to you
trust-writable = every user of this machine can write { $path }, and so decide where the token is sent; `chmod go-w` keeps it to you
config-unreadable = cannot read { $path }: { file-problem }
    .hint = check the path, or leave --config out to do without a file
config-none = no configuration file: neither { $path } nor { $own } is there
    .hint = `matomo-audit init` makes one with you, and `matomo-audit config example` prints one to fill in
config-owner = { $path } belongs to { $owner }, and this runs as { $user }: it was not used, as it decides where the token is sent
    .hint = if you trust it, name it with --config
config-invalid = { $path }:{ $line }:{ $column }: { $message }, in `{ $source }`
    .hint = `matomo-audit config example` lists every key with its type and its default
config-unknown-key = { $path }:{ $line }:{ $column }: `{ $wrong }` is no key
    .hint = { $nearest ->
        [none] the keys here are { $known };
       *[other] did you mean `{ $nearest }`?
    } `matomo-audit config example` lists every key
toml-variant = unknown value: write one of { $known }
toml-type = { $found ->
    [string] a text
    [integer] a whole number
    [floating] a number with decimals
    [boolean] true or false
    [sequence] a list
    [map] a section or a date
    [limits] a number beyond the limits
   *[other] another kind of value
} in place of { $wanted ->
    [string] a text between quotes
    [path] the name of a file between quotes
    [port] a whole number from 0 to 65535
    [boolean] true or false
    [sequence] a list between brackets
    [map] a section
   *[other] what the key takes
}
toml-syntax = { $problem ->
    [twice] the key or section stands here a second time
    [value] a key without a value, which stands after `=`
    [quotes] a value that is no text between quotes, no number and no date
    [closing-quote] a text has no closing quote, or a character that may not stand between quotes
    [bracket] a bracket is not closed
    [text] another kind of value in place of a text between quotes
   *[other] this is no TOML ({ $reason })
}
value-share = not a share: write a percentage from "0%" to "100%", such as "50%"
value-whole = not a whole number: write one from { $min } to { $max }
value-range = { $value } is out of range: write a whole number from { $min } to { $max }
value-confidence = not a confidence level: write a number from 50 to 99.9, such as 95
value-day = not a day: write it as 2026-11-22
value-day-none = this day is in no calendar
value-day-iso = the year comes first: write { $value }
value-day-either = it could be two days: write { $min } or { $max }
value-site = a site is written as its id (1), its name ("Aides Logement") or "all"
value-goal = a goal is written as its id (1) or its name ("Inscription")
url-problem = { $problem ->
    [scheme] it does not begin with https://
    [no-host] it names no host
    [port] its port is no number up to 65535
    [plain] http:// would send it unprotected
    [more] it holds more than a server: a login or parameters
   *[host] its host is not written as one
}
config-empty-value = { $option } is empty
    .hint = give it a value, or leave it out; a variable that is not set often shows this way
config-token-form = the token holds white space, quotes or other characters that no token has
    .hint = give the token alone, on one line
config-channel = { $path }: { $message }
    .hint = `matomo-audit config example` shows how a channel is described
config-channel-id = channel "{ $id }": an id has only lower-case letters a-z, digits and `-`, such as "{ $example }"
config-channel-empty = channel "{ $id }" is not built in: give it hosts, mediums, sources or names{ $nearest ->
    [none] {""}
   *[other] , or write "{ $nearest }"
}
config-channel-twice = channels "{ $first }" and "{ $second }" both have "{ $value }" in { $list }: keep one
config-channel-value = channel "{ $id }", { $list }: "{ $value }" { $problem }
word-star = has a `*`, which only hosts may have: write each value in full
word-empty = has no letter or digit: write a value such as "newsletter"
word-number = has no letter: write a word such as "newsletter"
host-empty = is empty: write a host such as "webmail.example.fr"
host-address = is an address: write the host alone, such as "{ $alone }"
host-part = has an empty part: write a host such as "*.example.fr"
host-form = is not a host: write one such as "webmail.example.fr"
host-stars = has two `*` in one part: write one, such as "mail*.example.fr"
host-broad = has a `*` that would match almost any host: write a name before the last part, such as "*.example.fr" or "webmail.*"
config-thresholds = { $path }: thresholds.watch ({ $watch }) is above thresholds.red_flag ({ $red_flag })
    .hint = a period is watched before it is red-flagged: watch must be the smaller one
config-unknown-channel = { $path }: channels.used names `{ $name }`, which is no channel
    .hint = the channels are { $known }; another one is described under [channel.NAME]
config-unknown-finding = { $path }: findings names `{ $name }`, which is no finding
    .hint = { $nearest ->
        [none] {""}
       *[other] did you mean `{ $nearest }`?{" "}
    }`matomo-audit explain` lists them
config-no-url = no address of Matomo
    .hint = give --url https://stats.example.fr, set MATOMO_URL, or write url in matomo-audit.toml; `matomo-audit init` asks for all of it
config-url-invalid = the address of Matomo is not a URL: { $reason }
    .hint = write it as in the browser, such as https://stats.example.fr
config-url-no-scheme = the address of Matomo lacks https:// before it
    .hint = write { $right }
until-future = --until { $until } has not come yet, and the periods end yesterday at the latest; write --until { $today }, or leave --until out
config-url-scheme = the address of Matomo begins with `{ $scheme }:`
    .hint = write it as in the browser, such as https://stats.example.fr
config-url-credentials = the address of Matomo holds a user name or password
    .hint = leave them out: the token alone gives access
config-url-webhook = what is given as the address of Matomo is that of a webhook, a secret that is not shown here
    .hint = write the address of Matomo as in the browser, such as https://stats.example.fr; that of a webhook goes into a variable (chat.url_env) or a file (chat.url_file)
config-plain-http = http://{ $host } would send the token unprotected
    .hint = write https://, or set network.allow_http = true on a network that you trust
config-no-token = no token for Matomo
    .hint = set MATOMO_TOKEN_AUTH (Matomo › Personal settings › Security › Auth tokens), or token_file in the configuration; view access is enough
config-no-token-public = no token for Matomo, which shows { $sites ->
    [one] the site
   *[other] { $sites } sites
} to everybody
    .hint = to read { $sites ->
    [one] it
   *[other] them
} without a token: { $command }
config-token-file = cannot read the token in { $path }: { file-problem }
    .hint = { $problem ->
        [missing] token_file is the name of a file, relative to the configuration; the token itself never stands there
       *[other] the file holds the token alone, on one line
    }
config-too-many-sites = { $sites } sites are named one by one, which is more than { $max }
    .hint = name "all", or audit them in several runs
config-too-many-periods = Matomo gives at most { $max } { $unit ->
    [day] days
    [month] months
   *[week] weeks
} at a time
    .hint = ask for fewer with --last, or for a longer --period
config-output-extension = { $path }: no format has this extension
    .hint = use .html, .md, .json, .csv or .txt
config-output-twice = { $path }: named twice
    .hint = give each output a file of its own
output-failed = cannot write { $path }: { $reason }
    .hint = a file that was there is as it was; check the folder, its permissions and the free space
internal = the reports could not be computed: { $reason }
    .hint = please report this, with a recording made by --record DIR

## Check of the configuration

checked-file = { $path }: no mistake
checked-faults = { $count ->
    [one] { $count } mistake
   *[other] { $count } mistakes
}; Matomo and the targets are tested once the file is right
checked-place = { $path }:{ $line }
checked-of = { $what }: { $said }
checked-matomo = { $url }: { $version ->
    [none] Matomo
   *[other] Matomo { $version }
}, { $sites ->
    [one] { $sites } site
   *[other] { $sites } sites
} { $public ->
    [yes] shown without a token
   *[no] seen by the token
}; { $plugin ->
    [yes] MarketingCampaignsReporting is active
    [no] MarketingCampaignsReporting is not active: source and medium cannot be told
   *[unknown] the token may not ask for MarketingCampaignsReporting
}
checked-matomo-error = Matomo
checked-site = audited: { $site } { $name }
checked-more-sites = and { $more } more; `matomo-audit sites` lists all
checked-site-error = { $site ->
    [none] site
   *[other] site { $site }
}
checked-no-target = no [mail] and no [[chat]]: `send` has nowhere to go
checked-smtp = { $server } answers { $tls ->
    [yes] with TLS
   *[no] without TLS
}{ $login ->
    [yes] { " " }and takes the login
   *[no] {""}
}; nothing was sent
checked-sendmail = { $command } can be run; nothing was sent
checked-chat = its server answers; only a message tells whether it takes any, and none was posted
checked-matrix = { $account } is in the room; no message was posted

## Set-up

init-present = { $count ->
    [one] { $names } is there already, and nothing is overwritten
   *[other] { $names } are there already, and nothing is overwritten
}
    .hint = move { $count ->
        [one] it
       *[other] them
    } away, or set up in another folder: --config FOLDER/matomo-audit.toml
init-lacking = { $answer ->
    [url] the address of Matomo is missing: --url, or MATOMO_URL
    [token] the token is missing: MATOMO_TOKEN_AUTH, or --token-stdin; without one, --anonymous
    [site] the sites are missing: --site, by id or name, or --site all
    [delivery] where the report goes is missing: --mail-to, --chat or --no-delivery
    [server] the mail server is missing: --mail-preset or --smtp-host
    [user] the login of the mail server is missing: --smtp-user
    [password] the password of the mail server is missing: MATOMO_AUDIT_SMTP_PASSWORD
    [homeserver] the homeserver of the room is missing: --chat-server
    [room] the room of Matrix is missing: --chat-room
    [chat-token] the access token of the account in the room is missing: MATOMO_AUDIT_CHAT_SECRET
   *[webhook] the address of the webhook is missing: MATOMO_AUDIT_CHAT_SECRET
}
init-ask = { $question ->
    [url] Address of your Matomo, as in the browser:
    [token] Token (it is not shown; empty: read what everybody may see):
    [sites] Your sites (space ticks, Enter goes on):
    [channels] The channels where you share links; those that Matomo has seen are ticked (space ticks, Enter goes on):
    [goal] Which goal tells that it worked?
    [delivery] Where should the report go each Monday?
    [next] What now?
    [mail-to] Addresses of those who get it, with commas:
    [server] Your mail server:
    [host] Name of the server, such as smtp.example.org:
    [tls] How it is reached:
    [port] Port:
    [user] Login (empty: none):
    [password] Password (it is not shown):
    [mail-from] Sender:
    [homeserver] Address of the homeserver, such as https://matrix.example.org:
    [room] Room, by its id or its alias (#team:server):
    [chat-token] Access token of the account that posts (it is not shown):
    [webhook] Address of the incoming webhook (it is not shown):
   *[ledger] Ledger of your links, a CSV file (empty: none):
}
init-token = The token is what lets matomo-audit read your statistics. In Matomo: Personal › Security › Auth tokens › Create new token. The box “Only allow secure requests” is fine: tick it.
init-good = ✓ { $text }
init-yes = yes
init-no = no
init-mail = E-mail
init-chat = { $kind ->
    [Matrix] Room of Matrix, such as Tchap
    [JSON] JSON, for n8n and other programs
   *[other] { $kind }
}
init-mend = Put it right
init-keep = Keep it as it is: the server may answer elsewhere
init-drop = Do without
init-nowhere = Nowhere: I will read it on the terminal
init-own-server = Another server
init-no-tls = Not encrypted (25)
init-all-goals = All goals
init-no-goal = These sites have no goal in Matomo: visits are counted, not results. Create one to see what works.
init-goal = no goal is called “{ $goal }”
    .hint = the goals are { $known }
init-port = a port is a number from 1 to 65535
init-no-site = no site is ticked
    .hint = go to a site with the arrows, and press space
init-unread = the sites could not be read yet: { $reason }
init-masked = { $count ->
    [one] On one site, Matomo hides
   *[other] On { $count } sites, Matomo hides
} the names of campaigns: what a link brought cannot be told. Ask the administrator about the privacy settings.
init-not-masked = Matomo tells the names of campaigns
init-try = Send the report of today, as a trial, to { $recipient }?
init-file = The minimum, by matomo-audit init. Below, each other key is explained, with its default behind a “#”.
init-defect = the configuration could not be made: { $reason }
    .hint = please report this; `matomo-audit config example` prints one to be filled in
init-cron = # Each Monday at 7, with cron (crontab -e):
init-systemd = # Or with systemd, two files in { $folder }:
init-ci = # Or on GitHub, in .github/workflows/matomo.yml: install matomo-audit there first, and put the secrets into the settings of the repository:
init-verdict = # And today:

## Matomo

matomo-setup = the connection cannot be set up: { $reason }
    .hint = check network.ca_file and network.proxy in the configuration
matomo-connect = cannot connect to { $url }: { $reason }
    .hint = check the address, the network and the proxy; a private certificate authority goes into network.ca_file
matomo-not-tls = { $url } does not speak https: this port is probably one of http
    .hint = write { $right }{ $local ->
        [yes] {""}
       *[no] , if that answers; a port of http needs network.allow_http = true, and a network that you trust
    }
matomo-timed-out = { $url } did not answer within { $seconds } s
    .hint = Matomo may be computing reports for the first time: try again in some minutes, or raise network.timeout
matomo-interrupted = the answer of { $url } broke off: { $reason }
    .hint = try again; a proxy between here and Matomo may cut long answers
matomo-redirected = { $url } answered { $status } and points to { $to }
    .hint = redirects are not followed, since they would drop the request: use the address it points to, unless that is a login page
matomo-unauthorized = { $url } refuses the token ({ $status }): { $message }
    .hint = check MATOMO_TOKEN_AUTH and that its user has view access; do not retry at once, 20 failures lock you out for an hour
matomo-forbidden = { $url } refuses the token (403): { $message }
    .hint = check MATOMO_TOKEN_AUTH and that its user has view access; do not retry at once, 20 failures lock you out for an hour
matomo-not-public = { $url } shows nothing without a token: { $message }
    .hint = leave out --anonymous and set MATOMO_TOKEN_AUTH, or have an administrator give view access to the user "anonymous"
matomo-unclear = { $url } answered { $status }, and its message could not be read: it may be a refused token or a lockout
    .hint = check the token before trying again: 20 failures lock you out for an hour
matomo-not-asked = not asked, as { $stop ->
    [token] the token was refused
    [locked-out] Matomo has locked this machine out
    [unclear] Matomo's last answer may have been a refused token or a lockout
    [busy] Matomo refuses more requests for now
    [silent] Matomo no longer answers
   *[time] the time for this run was used up
}
    .hint = { $stop ->
    [token] check the token, then start again
    [locked-out] check the token and wait an hour, then start again
    [unclear] check the token, then start again
    [busy] start again later, with a lower network.concurrency or fewer sites
    [silent] see whether Matomo works, then start again
   *[time] start again, since Matomo keeps what it has computed; or raise network.run_timeout
}
matomo-out-of-time = { $url } had not answered when the time for this run was used up ({ $seconds } s)
    .hint = start again, since Matomo keeps what it has computed; or raise network.run_timeout
matomo-locked-out = { $url } has locked this machine out: { $message }
    .hint = wait an hour, or ask an administrator to unblock this IP address; check the token before trying again
matomo-rate-limited = { $url } refuses more requests for now (429){ $wait ->
    [none] {""}
   *[other] {" "}and asks to wait { $wait } s
}
    .hint = try again later, with a lower network.concurrency or fewer sites
matomo-status = { $url } answered { $status } ({ $content_type }): { $excerpt }
    .hint = try again; if it lasts, show this to the administrator of Matomo
matomo-status-forbidden = { $url } forbids access ({ $status }, { $content_type }): { $excerpt }
    .hint = a firewall or an allow-list may stand before Matomo: ask its administrator to let this machine in
matomo-status-not-found = there is no Matomo at { $url } ({ $status }, { $content_type }): { $excerpt }
    .hint = give the folder of index.php, such as https://example.fr/matomo/
matomo-status-maintenance = { $url } is not available ({ $status }, { $content_type }): { $excerpt }
    .hint = Matomo may be in maintenance: try again in some minutes
matomo-not-json = { $url } did not answer with JSON but with { $content_type }: { $excerpt }
    .hint = check that the address is that of Matomo itself, and that no login page stands before it
matomo-empty = { $url } sent an empty answer
    .hint = look at Matomo's error log; a PHP error often shows as an empty page
matomo-truncated = the answer of { $url } is not complete JSON ({ $bytes } bytes): { $reason }
    .hint = try again; if it lasts, look for an error in Matomo's log
matomo-too-large = the answer of { $url } is larger than { $limit } MiB
    .hint = ask for fewer periods with --last, or raise network.max_answer
matomo-too-many-rows = { $method } has more than { $limit } rows
    .hint = ask for fewer periods with --last, or raise network.max_rows
matomo-api = Matomo refuses { $method }: { $message }
    .hint = check the rights of the token's user; if they are right, show this to the administrator of Matomo
matomo-shape = { $method } answered in an unknown form: { $reason }
    .hint = this version of Matomo may be newer than this tool; a recording (--record DIR) helps to find out
answer-too-many-rows = too many rows
answer-no-period = no answer for the period { $from } to { $to }
answer-other-period = `{ $period }` is not a period that was asked for
answer-period-twice = the period `{ $period }` is there twice
answer-missing = its answer is missing
answer-too-many = more answers than were asked for
http-proxy = the proxy is not a URL
matomo-no-sites = the token sees no site
    .hint = ask an administrator to give its user view access
matomo-no-public-sites = { $url } shows no site without a token
    .hint = leave out --anonymous and set MATOMO_TOKEN_AUTH, or have an administrator give view access to the user "anonymous"
matomo-site-id = Matomo lists it without a usable id ({ $id })
    .hint = ask the administrator of Matomo to look at the list of sites; the others can be audited with --site
matomo-site-not-visible = site { $site } is not among those that the token can see
    .hint = `matomo-audit sites` lists them; ask for view access if it exists
matomo-site-unknown = no site is called `{ $name }`{ $near ->
    [none] {""}
   *[other] {" "}(near: { $near })
}
    .hint = `matomo-audit sites` lists the sites that the token can see
matomo-site-ambiguous = several sites are called `{ $name }`: { $matches }
    .hint = name it by its id
matomo-time-zone = the site's time zone `{ $zone }` is unknown
    .hint = correct it in Matomo › Administration › Measurables
matomo-not-recorded = cannot record into { $path }: { $reason }
    .hint = name a new or empty folder that can be written
matomo-not-empty = cannot record into { $path }: the folder is not empty
    .hint = name a new or empty folder, so that nothing of another run is mistaken for this one's
matomo-not-in-recording = the recording has no { $method } for these dates{ $dates ->
    [none] {""}
   *[other] {" "}(it has { $dates })
}
    .hint = choose --period, --last and --until within what was recorded
matomo-recording = recording { $path }: { $reason }
    .hint = a recording is a folder made by --record, with an index.json
matomo-recording-file = recording: { $path } is not read, as it is { $problem ->
    [outside] not in the folder of the recording
    [large] larger than an answer may be (network.max_answer)
   *[special] no regular file
}
    .hint = take a recording as --record made it, and only from somebody you trust
matomo-recording-empty = recording { $path }: it has no reports
    .hint = make one with matomo-audit audit --record; one that was cut off cannot be used

## Several sites

portfolio = { $sites ->
    [one] { $sites } site
   *[other] { $sites } sites
} · { $share } of traffic is direct or unknown ({ $period }): { $untracked } of { $visits } visits{ $left_out ->
    [0] {""}
    [one] . { $left_out } site is left out, as its data are incomplete
   *[other] . { $left_out } sites are left out, as their data are incomplete
}
column-site = Site
column-verdict = Verdict
column-untracked-visits = Untracked
column-share = Share
column-change = Change
verdict-name-clear = clear
verdict-name-watch = watch
verdict-name-red-flag = red flag
verdict-name-inconclusive = no verdict

## What if

what-if-title = What tags would change
what-if = { $channel }: with a tag on its { $visits ->
    [one] { $visits } untagged visit
   *[other] { $visits } untagged visits
}, the untracked share of the last period would be { $with_tags } instead of { $share }.
what-if-bound = Counted on visits seen as untagged; visits without a referrer will stay Direct.

## Entry pages

pages-incomplete = the last period is incomplete
pages-title = Tag these first: where direct visits enter
pages-title-calm = Where direct visits enter
pages-split = Home page { $home } · inner pages { $deep } · login pages { $application }.{ $why ->
    [untagged] {" "}Nobody types the address of an inner page: most of these visits come from untagged links.
   *[none] {""}
}
pages-link = Link to paste, for { $channel }:
pages-unavailable = Cannot tell where direct visits enter: { $reason }
pages-empty = Matomo answered with no page, while the period has { $direct } direct visits. Its segment is probably not pre-processed (Administration › Segments)
pages-rounded = Matomo rounds segmented counts (the pages add up to { $seen }, the period has { $direct } direct visits)
pages-differ = the pages add up to { $seen } visits, the period has { $direct } direct ones
pages-not-read = they were not asked for

## Campaigns

campaigns-title = Campaign results over the window
campaigns-rate = Conversion rate of the site: { $rate }. “Above” and “below”: too clear to be chance.
campaigns-goal = Conversion rate of the site for the goal “{ $goal }”: { $rate }. “Above” and “below”: too clear to be chance.
campaigns-goal-unknown = The site has no goal “{ $goal }”{ $known ->
    [none] {""}
   *[other] {" "}(its goals: { $known })
}: visits are counted, not results.
campaigns-goal-unreadable = The conversions of the goal “{ $goal }” could not be read: { $reason }. Visits are counted, not results.
campaign-masked = (name hidden by Matomo: not measurable)
campaigns-no-goals = No goal in Matomo: visits are counted, not results. Make one to know which campaigns to go on with.
campaign-new = new
campaign-vanished = gone
column-campaign = Campaign
column-channel = Channel
column-source = Source
column-medium = Medium
column-conversions = Conv.
column-rate = Rate
column-revenue = Revenue
column-comparison = Vs the rest
comparison-above = above
comparison-below = below
comparison-cannot-tell = too early to tell
list-semicolon = {"; "}
and-more = and { $count } more

## Findings

findings-title = Findings
spellings = { $dimension ->
    [source] source:{" "}
    [medium] medium:{" "}
   *[campaign] {""}
}{ $keep } ← { $others }
spelling-same-look = { $label }: looks the same, in another encoding
severity-critical = critical
severity-warning = warning
severity-notice = notice
explain-why = Why it matters
explain-fix = How to fix it
gate-finding = FAIL { $site }: [{ $severity }] { $title } ({ $id })
personal-email = e-mail addresses
personal-phone = phone numbers
personal-social_security = social-security numbers
personal-bank_account = bank accounts (IBAN)
personal-token = tokens
config-finding-name = `{ $name }` is no finding
    .hint = { $nearest ->
        [none] {""}
       *[other] did you mean `{ $nearest }`?{" "}
    }`matomo-audit explain` lists them

finding-untracked-dominates = { $share } of traffic cannot be traced to any action
    .short = red flag
    .todo = { $first ->
        [channel] Tag the links of this channel first: { $channel }.
        [pages] Tag the links to the pages that direct visits enter on.
       *[links] Tag the next link that you share.
    }
    .detail = In the last period ({ $period }), { $untracked } of { $visits } visits are direct or unknown. Direct alone is { $direct_share }. The red flag is above { $limit }.
    .action = { $first ->
        [channel] Tag the links of this channel first: { $channel }. Then the pages under “Tag these first”.
        [pages] Tag the pages under “Tag these first”: ask who shares them, and where.
       *[links] Tag every link that you share, beginning with the next one.
    }
    .what = Most visits of the last closed period are direct or unknown.
    .why = The majority of visits names no action. So actions cannot be compared, and “we tried X, it brought Y” cannot be said.
    .fix = Put utm_source, utm_medium and utm_campaign on every link that you share. Begin with the channels without any tagged link and with the inner pages that direct visits enter on.

finding-untracked-rising = { $kind ->
    [trend] Untracked traffic is climbing: from { $share_before } to { $share }
   *[jump] Untracked traffic is rising: { $share } after { $share_before }
}
    .short = untracked traffic is rising
    .todo = Look for what was shared without a tag or changed on the site since { $since }.
    .detail = { $kind ->
        [step] Since the change ({ $since }), { $share } of visits, against { $share_before } of { $visits_before } visits over the { $periods_before } periods before.
        [trend] From { $share_before } to { $share } over { $periods } periods, by a straight line through them.
       *[jump] In the last period ({ $period }), { $share } of { $visits } visits, against { $share_before } of { $visits_before } visits over the { $periods_before } periods before.
    } The difference ({ $difference }) is too clear to be chance or the site's usual ups and downs.
    .action = Find what was shared in that period without a tag, or what changed on the site. Then compare with the entry pages.
    .what = The untracked share rises: at once, since an earlier period, or slowly. The rise is too clear to be chance or the site's usual ups and downs. Untracked visits themselves are more than usual, too.
    .why = A rise is the moment to act: whoever shared the links still knows which ones.
    .fix = Look at what was sent, posted or printed in the period. Look also at changes of the site (redirects, consent banner, single-page navigation).

finding-channel-without-utm = { $count ->
    [one] { $count } channel has
   *[other] { $count } channels have
} no tagged link
    .short = channel without tags
    .todo = Tag the next link that you share this way: { $channels }.
    .detail = { $channels }. In brackets: untagged visits seen over the window. Without a number: the channel shows only by its tags, and none was seen.
    .action = Tag the next link that you share there; one template per channel is enough.
    .what = A channel has untagged visits only, or is declared as used and shows no tagged visit.
    .why = What the channel brings is counted as direct, as a website or as nothing: it cannot be compared with the others.
    .fix = Make one tagged link template per channel (source, medium, campaign) and use it for every link. Declare your channels in channels.used, so that silent ones show too.

finding-channel-partly-tagged = { $count ->
    [one] { $count } channel is
   *[other] { $count } channels are
} tagged in part
    .short = channel partly tagged
    .todo = Find which message still leaves without a tag: { $channels }.
    .detail = { $channels }: { $untagged } untagged visits, { $tagged } tagged. Seen from: { $hosts }.
    .action = Find which post, mailing or template still goes out without tags.
    .what = A channel has tagged visits and untagged ones.
    .why = The results of the channel are underestimated by what is not tagged.
    .fix = Check the templates one by one: welcome mails, notifications and signatures are the ones usually forgotten.

finding-deep-direct-entries = { $share } of direct visits enter on inner pages
    .short = untagged links
    .todo = Ask who shares { $pages }, and where: these links need tags.
    .detail = { $deep } of { $direct } direct visits of the last period begin on a page whose address nobody types. First: { $pages }.
    .action = Find where these links are shared (mail, PDF, QR code, messaging) and tag them.
    .what = Many direct visits begin on pages that are neither a home page, a login nor a personal space. A notice where they are most of the direct visits, but less than a fifth of all.
    .why = Nobody types such an address. These visits come from links without a tag, such as those in mail programs, documents and QR codes.
    .fix = Take the pages in order, ask who shares them, and replace the links by tagged ones. If a page is reached by bookmark, add it to pages.home or pages.application; what the rules take for one of these and is none goes to pages.deep.

finding-site-bug-suspected = Direct jumps while search falls: a bug of the site?
    .short = likely bug of the site
    .todo = Ask the developers what changed on { $pages }: redirect, consent banner, navigation.
    .sentence = Search engines bring { $search } visits (usually { $search_usual }) and { $direct } are direct (usually { $direct_usual }). These are no untagged links.
    .detail = { $age ->
        [ongoing] Ongoing since { $since }. In the last period
       *[new] In the last period
    } ({ $period }): { $direct } direct visits, usually { $direct_usual }; { $search } from search, usually { $search_usual }. { $pages_are ->
        [grown] Pages that grew:
       *[entered] Pages that they enter on:
    } { $pages }.
    .action = Ask the developers what changed on these pages: redirects, referrer policy, consent banner, single-page navigation.
    .what = In the same period, direct visits rise outside the home page and search visits fall, both beyond chance and the usual ups and downs, and by similar numbers.
    .why = Search engines do not vanish in a week: the site probably stopped passing on where visits come from, for instance by a redirect or by a wrong setReferrerUrl.
    .fix = Open a page from a search result with the browser's tools and look at the urlref that is sent to Matomo. A single-page app must not set a referrer without a host.

finding-campaign-naming-drift = { $count ->
    [one] { $count } name has
   *[other] { $count } names have
} several spellings
    .short = names spelled in several ways
    .todo = Correct the name in the links: { $groups }.
    .detail = { $groups }. { $strayed } visits are counted apart.
    .action = Keep the first spelling of each, and correct the links or templates that use another.
    .what = Campaigns, sources or mediums that differ only by case, accents, their encoding, separators, plural or a slip.
    .why = One campaign is counted as several: each looks smaller than it is.
    .fix = Agree on lower case, no accents and hyphens, write the list of names down, and copy from it.

finding-campaign-missing-dimension = Tags without medium, source or name
    .short = incomplete tags
    .todo = Complete the links of { $examples } with utm_source, utm_medium and utm_campaign.
    .detail = Of { $visits } campaign visits: { $without_medium } without medium, { $without_source } without source, { $without_name } without campaign name. For instance: { $examples }.
    .action = Complete the links: utm_source, utm_medium and utm_campaign together.
    .what = Campaign visits whose link lacks utm_medium, utm_source or utm_campaign.
    .why = Without a medium, the channel cannot be told; without a name, Matomo takes the source for the campaign.
    .fix = Use a link builder or a template that always sets the three.

finding-campaign-placeholder = Links went out with a field that was not replaced ({"{{"}campaign{"}}"})
    .short = template not filled in
    .todo = Correct the field that was not replaced in the mailing tool: { $names }.
    .detail = { $names }. { $visits } visits carry such text instead of a campaign name.{ $damaged_count ->
        [0] {""}
       *[other] {" "}Matomo, decoding the address, lost the beginning of some: { $damaged }.
    }
    .action = Correct the merge field in the mailing tool, and send yourself a test.
    .what = Campaign names, sources or mediums such as {"{{"}campaign{"}}"} or %CAMPAIGN%.
    .why = The tag is there and says nothing: these visits count as unknown.
    .fix = Check the name and the syntax of the merge field in the tool that sends the links.

finding-campaign-personal-data = Personal data in tags
    .short = personal data
    .todo = Remove personal data from the links today: { $kinds }. Have it deleted in Matomo.
    .detail = { $count ->
        [one] { $count } value holds
       *[other] { $count } values hold
    } personal data ({ $kinds }): { $values }. It is shown redacted here, and stands in full in Matomo.
    .action = Remove it from the links today, and ask the administrator of Matomo to delete the values.
    .what = E-mail addresses, phone, social-security or bank account numbers, or long tokens in campaign names, keywords, sources or mediums.
    .why = Who reads the statistics learns who came; the GDPR forbids it, and the addresses travel in every log on the way.
    .fix = Never use a field of the recipient in a tag. In Matomo, Administration › Privacy › GDPR tools deletes the visits.

finding-internal-campaign-links = Tagged links inside the site
    .short = tagged internal links
    .todo = Remove the tags from links within the site: { $campaigns }.
    .detail = { $visits } campaign visits came from the site itself: { $campaigns }.
    .action = Remove the utm parameters from links between your own pages; use events to measure them.
    .what = Campaign visits whose referrer is the site's own host.
    .why = Such a link starts a new visit and overwrites where the first one came from.
    .fix = Tag only links that are outside of the site. For banners inside it, use Matomo's content tracking or events.

finding-self-referral = Visits that come from the site itself, a sign-on or a payment service
    .short = lost origin
    .todo = Add to the excluded referrers of Matomo: { $hosts }.
    .detail = { $visits } visits seem to come from { $hosts }: the real origin was lost there.
    .action = In Matomo, add sign-on and payment hosts to the site's excluded referrers, and the site's own addresses to its aliases. Direct may rise a little.
    .what = The site's own hosts (also app., www2., m. of its domain), sign-on services (FranceConnect, ProConnect…) or payment services among the websites.
    .why = Someone who signs in or pays comes back with that service as referrer: the visit is cut in two and its origin is lost.
    .fix = Matomo › Administration › Measurables: add the host as an alias or as an excluded referrer. New visits from there count as Direct then, so Direct may rise a little.

finding-parameter-not-understood = Tags that Matomo does not understand
    .short = tags not understood
    .todo = Correct these parameters in the links: { $parameters }.
    .detail = { $visits } visits of the last period entered with { $parameters }: Matomo removes the tags that it reads, so these were not read.
    .action = Correct the spelling in the links; where the tags are of another tool, add utm_campaign, utm_source and utm_medium.
    .what = Campaign parameters that are still in the entry URLs: misspelt, with a wrong separator, of another tool (at_medium, at_campaign, xtor), or unknown to this Matomo.
    .why = Someone tagged the link, and the visit still counts as untagged.
    .fix = Use utm_source, utm_medium and utm_campaign in lower case with underscores; tags of AT Internet or Piano can stay beside them. utm_id, mtm_source and the like need the plugin MarketingCampaignsReporting.

finding-campaigns-masked = { $share } of campaign visits have a masked name: not measurable
    .short = masked campaign names
    .todo = Ask the administrator whether Matomo must go on masking campaigns.
    .detail = { $masked } of { $campaigns } campaign visits have a name that this Matomo hides. Nobody can tell which action brought them; no verdict is given where they would decide it.
    .action = Ask the administrator whether the CNIL exemption mode must stay on, or whether consent allows campaigns.
    .what = Matomo's privacy policy replaces every campaign value.
    .why = Tags are set and recorded as campaigns, and their names are lost: actions cannot be compared.
    .fix = Matomo › Administration › Privacy: the mode for the CNIL's exemption from consent masks campaign values. Without it, consent is needed.

finding-report-truncated = A report is cut off
    .short = truncated report
    .todo = Ask the administrator to raise the limit of rows of { $reports }.
    .detail = { $reports }: { $visits ->
        [one] { $visits } visit is
       *[other] { $visits } visits are
    } summed in “Others”.
    .action = Fewer distinct names help; the administrator can raise datatable_archiving_maximum_rows_referrers.
    .what = A report of Matomo ends in the row “Others”.
    .why = Labels beyond the limit of rows are not told: channels and results may be missing. The totals are right.
    .fix = Avoid names that are unique per recipient. The limit is in Matomo's config.ini.php and holds for new archives.

finding-totals-disagree = The channel types do not add up to the visits
    .short = totals disagree
    .todo = Ask the administrator to run Matomo's archiving again.
    .detail = For instance in { $period }: { $types } visits by type, { $summary } in total ({ $periods ->
        [one] { $periods } period
       *[other] { $periods } periods
    } of the window).
    .action = Ask the administrator to invalidate and rebuild the reports of these dates.
    .what = The sum over channel types differs from Matomo's own count of visits, by more than 1% and at least 5 visits.
    .why = Shares are computed on these numbers. Visits above the sum of the types count as unknown.
    .fix = It is usually an archive that was not finished: `console core:invalidate-report-data`, then archive again.

finding-too-few-visits = Too few visits for a verdict
    .short = too few visits
    .todo = Look at a longer period.
    .detail = { $visits ->
        [one] { $visits } visit
       *[other] { $visits } visits
    } in the last period, at least { $minimum } are needed.
    .action = Look at a longer period where the verdict names one, or lower thresholds.min_visits.
    .what = The last closed period has fewer visits than thresholds.min_visits.
    .why = With few visits, a share moves by chance: a verdict would be a guess.
    .fix = Use a longer --period, or accept less certainty with a lower minimum.

finding-no-visits = No visits at all
    .short = no visits
    .todo = Check that Matomo's tracking code is on the site.
    .detail = No visit in the { $periods ->
        [one] { $periods } period
       *[other] { $periods } periods
    } of the window.
    .action = Check that the tracking code is on the site, and that this is the right site in Matomo.
    .what = The whole window has no visit.
    .why = Either nobody came, or nothing is measured; the second is more common.
    .fix = Open the site and look for a request to matomo.php; check the site id in the tracking code.

link-named = “{ $title }” ({ $id })

finding-link-never-seen = { $count ->
    [one] { $count } link was never opened
   *[other] { $count } links were never opened
}
    .short = link never opened
    .todo = Scan or click { $links } yourself, then run `matomo-audit link check`.
    .detail = No visit since publication, { $days } days ago at most: { $links }.
    .action = Open each of them as its reader would. Then `matomo-audit link check` says where its tags are lost.
    .what = An active link of the ledger has had no visit for 7 days, or for 28 days if it is printed, in a signature or a partner's.
    .why = Either nobody sees it, or its address or its QR code is broken. Both are lost work until someone looks.
    .fix = Scan or click it where it is shared. If your visit shows in Matomo, the place is wrong; if not, the address is.

finding-link-tags-altered = Links were shared with other tags than yours
    .short = tags altered
    .todo = Send { $links } again to whoever shares it: their tags are not yours.
    .detail = { $visits } visits came with an id of yours and other tags: { $links }.
    .action = Find who typed the tags anew, and send them the link to paste.
    .what = The id of a link arrived with another source, medium or campaign than the ledger has.
    .why = The link is counted by its id, but channels and campaigns are counted under names that you did not choose.
    .fix = Send the whole address, or a short one that leads to it, rather than the tags to type.

finding-link-id-lost = Visits came with the tags of your links and without their id
    .short = ids lost
    .todo = Look where the address of { $campaigns } was cut or typed anew.
    .detail = { $visits } visits are of no link: { $campaigns }.
    .action = Share the address as it is, or a short one that leads to it.
    .what = The tags of a link arrived without the id that tells it from others.
    .why = These visits are counted for no link: what it brought is more than what is shown.
    .fix = Copy the address whole. Some tools drop parameters that they do not know.

finding-campaign-not-in-ledger = { $count ->
    [one] { $count } campaign is in no ledger
   *[other] { $count } campaigns are in no ledger
}
    .short = campaign outside the ledger
    .todo = Ask who made { $campaigns }, then `matomo-audit link import --from-matomo`.
    .detail = { $visits } visits came with tags of no link: { $campaigns }.
    .action = Take them into the ledger with `matomo-audit link import --from-matomo`, and complete them.
    .what = Matomo measured a campaign of at least 10 visits that no link of the ledger has.
    .why = Nobody can say what it was for, what it was to bring, and whether to go on.
    .fix = Make links with `matomo-audit link new`: it writes them down at once.

finding-link-review-due = { $count ->
    [one] { $count } link waits for a decision
   *[other] { $count } links wait for a decision
}
    .short = decisions due
    .todo = Decide about { $links } with `matomo-audit link decide`.
    .detail = Their review day has come: { $links }.
    .action = Say for each whether you continue, adjust or stop: `matomo-audit link decide ID stop --note "…"`.
    .what = The review day of a link has come, and nothing was decided.
    .why = What was tried is only worth it if somebody says what it brought.
    .fix = Decide in the weekly meeting. The decision, its day and the numbers stand in the ledger from then on.

finding-ledger-invalid = The ledger has { $count ->
    [one] { $count } fault
   *[other] { $count } faults
}
    .short = faults in the ledger
    .todo = Correct the ledger: { $faults }.
    .detail = These lines were left out: { $faults }.
    .action = `matomo-audit link lint` lists them all.
    .what = Lines of the ledger cannot be read.
    .why = Their links are not followed: what they brought is not shown.
    .fix = Correct the lines that are named, in a spreadsheet or an editor.

## HTML and Markdown

html-title = { $site } · audit of untracked traffic
html-title-sites = Audit of untracked traffic · { $sites } sites
html-product = Audit of untracked traffic
html-window = { $dates }: { $periods } closed { $unit ->
    [day] { $periods ->
        [one] day
       *[other] days
    }
    [month] { $periods ->
        [one] month
       *[other] months
    }
   *[week] { $periods ->
        [one] week
       *[other] weeks
    }
}
html-window-sites = { $dates }, by { $unit ->
    [day] day
    [month] month
   *[week] week
}
report-generated = Generated on { $date } at { $time } ({ $zone })
html-errors = { $count ->
    [one] { $count } thing could not be read
   *[other] { $count } things could not be read
}
html-share = of traffic is direct or unknown
html-no-visits = No visits
html-direct-alone = Direct alone
html-interval = Range
html-tagged = Tagged
html-other = Other known origins
html-sites = { $sites ->
    [one] { $sites } site
   *[other] { $sites } sites
}
html-portfolio-sentence = { $untracked } of { $visits } visits do not say which action brought them ({ $period }).
html-line-only = { $count ->
    [one] { $count } site has only its line here: --site gives its details.
   *[other] { $count } sites have only their line here: --site gives their details.
}
html-ranking = Ranking of the sites
html-ranking-caption = Last closed period of each site, most untracked visits first
html-chart = Untracked share by { $unit ->
    [day] day
    [month] month
   *[week] week
}
html-chart-summary = A line from { $first } ({ $first_share }) to { $last } ({ $last_share }), with its range. Two limits: watch above { $watch }, red flag above { $limit }. The numbers are in the table that follows.
html-chart-turn = since { $since }
html-chart-first = { $period }: { $count ->
    [one] { $count } new campaign
   *[other] { $count } new campaigns
}
html-chart-firsts = Campaigns first seen: { $campaigns }.
html-legend-turn = the share changes
html-legend-first = campaign first seen
html-limit-red-flag = red flag above { $share }
html-limit-watch = watch above { $share }
html-legend-interval = range
html-numbers = The numbers, period by period
html-periods-caption = Visits, and the share that is direct or unknown, of each closed period
html-channels-caption = Tagged and untagged visits of each channel over the window
html-column-state = State
html-status-unknown = ? unknown
html-status-none = ✕ no tagged link
html-status-silent = ✕ no visit seen
html-status-partial = ◐ in part
html-status-tagged = ✓ tagged
html-status-covered = ✓ tagged well
html-pages-sentence = { $why ->
    [untagged] Nobody types the address of an inner page: most of these visits come from untagged links.
   *[none] The direct visits of the last period.
}
html-pages-deep = Inner pages
html-pages-home = Home page
html-pages-application = Login pages
html-pages-caption = Inner pages that direct visits entered on, last closed period
html-others = The others
html-sources = See in Matomo:
source-visits = visits
source-channel-types = all channels
source-websites = websites
source-socials = social networks
source-campaigns = campaigns
source-entry-pages = entry pages of direct visits
html-campaigns-caption = Campaigns, most visits first
html-left-out = { $count ->
    [one] { $count } more row is
   *[other] { $count } more rows are
} in the JSON output (--format json).
html-action = To do:
html-more-about = Why, and how to fix it:
html-method = How each number was computed
html-method-intro = All numbers come from Matomo's own reports, for closed periods in each site's time zone. No data about a person is read.
html-method-visits = Visits
    .how = Column nb_visits of each period: what every share is divided by.
html-method-direct = Direct
    .how = Visits of channel type 1: no referrer and no campaign.
html-method-unknown = Unknown
    .how = Visits with a channel type that still name no action: websites without a name or that mean a shared link (webmail, messaging, shorteners), campaigns whose name is empty or a placeholder, unknown types, and visits above the sum of the types.
html-method-channels = Tagged share
    .how = Tagged visits / (tagged + untagged visits that were seen). The medium of a tag tells its channel, or else the source. Where both say nothing, it is guessed from the first or last word of the name. Without a tag, the website that the visit comes from (its referrer) tells it.
html-method-pages = Entry pages
    .how = Entries of direct visits in the last period, by what people type: home page, login pages, all else.
html-method-campaigns = Campaign results
    .how = Converted visits / visits of each campaign, compared with the site's other visits (Fisher's exact test). “Above” and “below” are wrong for one site in twenty at most (Holm).
html-method-interval = Range
    .how = Where the share would lie if only chance differed (Wilson's score interval, 95%). Two weeks whose ranges overlap may be the same.
html-method-movement = Movement
    .how = Student's t-test of the last period, of each period that a step could have begun in, and of a straight line, against how much the site's own periods vary. Visits with a masked name are left out.
html-method-verdict = Verdict
    .how = Clear up to { $watch }, watch up to { $limit }, red flag above; none below { $minimum } visits.
glossary-title = The five words of this report
glossary-direct = Direct entry (Direct)
    .means = A visit whose origin Matomo does not know: an address that was typed, a bookmark, or a link without a tag.
glossary-campaign = Campaign, UTM tag
    .means = Words added to the end of a link (utm_source, utm_medium, utm_campaign). They say which action brought the visit.
glossary-channel = Channel
    .means = Where the link is shared: e-mail, SMS, QR code, LinkedIn…
glossary-untracked = Untracked
    .means = Visits without an origin: direct entries, and those that Matomo sorts without being able to name the action (“unknown”).
glossary-entry = Entry page
    .means = The first page seen. An inner page is any page whose address nobody types.
glossary-entry-line = { $word }: { $meaning }
html-demo = Your own Matomo
report-column-tagged = Tagged
report-column-untagged = Untagged
report-column-coverage = Tagged share
report-column-seen = Seen from
report-column-rank = No.
report-column-page = Page
report-column-entries = Direct entries
report-unnamed = (no name)

## Delivery

week-subject = week { $week }
mail-subject = { $icon } { $site }: { $share } of traffic untracked{ $beside ->
    [none] {""}
   *[other] , { $beside }
} ({ $period })
mail-subject-no-visits = { $icon } { $site }: no visits ({ $period })
mail-subject-incomplete = { $icon } { $site }: incomplete data, no verdict ({ $period })
mail-subject-inconclusive = { $icon } { $site }: no verdict, { $share } of traffic untracked ({ $period })
mail-subject-sites-red-flag = { $icon } { $count ->
    [one] { $count } of { $sites } sites red-flagged
   *[other] { $count } of { $sites } sites red-flagged
} ({ $period })
mail-subject-sites-watch = { $icon } { $count ->
    [one] { $count } of { $sites } sites to be watched
   *[other] { $count } of { $sites } sites to be watched
} ({ $period })
mail-subject-sites-inconclusive = { $icon } { $count ->
    [one] { $count } of { $sites } sites without a verdict
   *[other] { $count } of { $sites } sites without a verdict
} ({ $period })
mail-subject-sites-clear = { $icon } { $count ->
    [one] { $count } of { $sites } sites clear
   *[other] { $count } of { $sites } sites clear
} ({ $period })
mail-subject-errors = {" "}· { $count ->
    [one] { $count } site unreadable
   *[other] { $count } sites unreadable
}
mail-untracked = of traffic is direct or unknown
mail-undetailed = The other sites have only their line in the table.
mail-how = Untracked = direct + unknown: the visits that do not say which action brought them. Share = untracked visits / all visits of the period.
mail-made = Window: { $from_to }. Computed on { $date } at { $time } by matomo-audit { $version }, from { $matomo }. This message is automatic.
chat-more = … and { $count ->
    [one] { $count } more site
   *[other] { $count } more sites
}
gate-summary-title = Untracked traffic in Matomo
gate-summary-errors = Sites that could not be read
gate-column-measure = Measure
gate-column-limit = Allowed
gate-column-result = Result
gate-result-passed = within the limit
gate-result-exceeded = exceeded
gate-result-no-verdict = no verdict ({ $minimum } visits are needed)
gate-result-incomplete = no verdict (the period is incomplete)
gate-result-missing = no verdict ({ $range }, visits are missing in { $reports })
gate-result-masked = no verdict (masked campaign names decide)
gate-case-read = read from Matomo
# The reason of a library: English ones say the same twice.
reason-said = { $reason }{ $said ->
   *[any] {""}
}
reason-not-tls = the other side does not speak TLS on this port
reason-certificate = { $said }
reason-json-form = { $said }
reason-not-found = there is no such file or folder
reason-forbidden = permission denied
reason-folder = it is a folder
reason-no-folder = it is not a folder
reason-full = there is no space left
reason-read-only = the file system is read-only
reason-refused = connection refused
reason-closed = the connection was closed
reason-timed-out = no answer in time
reason-unreachable = the host cannot be reached
reason-unknown-host = unknown host name
reason-certificate-issuer = unknown certificate authority
reason-certificate-expired = the certificate has expired
reason-certificate-name = the certificate is for another name
reason-no-answer = no answer in { $seconds } s
reason-no-end = no end after { $seconds } s
reason-exit = exit code { $code }
reason-json-end = the text ends too early (line { $line }, column { $column })
reason-json-syntax = wrong syntax (line { $line }, column { $column })
reason-no-utf8 = not UTF-8 from byte { $byte } on
output-written = written: { $path }
output-no-folder = the folder { $folder } does not exist
delivery-mail = e-mail
delivery-recipient-mail = { $address }{ $others ->
    [0] {""}
    [one] {" "}and { $others } other
   *[other] {" "}and { $others } others
} (e-mail)
delivery-recipient-chat = { $name } ({ $kind })
delivery-sent = sent to { $recipient }
delivery-withheld = not sent to { $recipient }: { $when ->
    [watch] nothing is at watch or above, as “when = "watch"” asks; sites: { $found }
    [red-flag] nothing is red-flagged, as “when = "red-flag"” asks; sites: { $found }
   *[unread] no site could be read
}
delivery-spared = not sent to { $recipient }: --to asks for one person only
delivery-line = { $target }: { $message } – { $hint }
delivery-failed = { $count ->
    [one] { $count } target was not served
   *[other] { $count } targets were not served
}
delivery-build = the message could not be put together: { $reason }
    .hint = please report this, with the configuration file
delivery-connect = cannot connect to { $server }: { $reason }
    .hint = check mail.smtp, mail.port, mail.tls and the network; nothing was sent
delivery-certificate = the certificate of { $server } is not trusted: { $reason }
    .hint = a private certificate authority goes into mail.ca_file; mail.smtp must be the name in the certificate; nothing was sent
delivery-no-starttls = { $server } does not offer STARTTLS
    .hint = try mail.tls = "implicit" (port 465); nothing was sent
delivery-not-tls = { $server } goes on in plain text where TLS has to begin
    .hint = check mail.port and mail.tls; if they are right, somebody on the way may be adding answers to the server's: ask those who run the network; nothing was sent
delivery-endless = { $server } sends an answer without end
    .hint = check that mail.smtp and mail.port are a mail server's; nothing was sent
delivery-unexpected = { $server } gives an answer that does not follow: { $reason }
    .hint = check that mail.smtp and mail.port are a mail server's; nothing was sent
delivery-not-now = { $server } refuses for now: { $reason }
    .hint = run the command again later; nothing was sent
delivery-login = { $server } refuses the login: { $reason }
    .hint = check mail.user and MATOMO_AUDIT_SMTP_PASSWORD or mail.password_file; nothing was sent
delivery-timed-out = { $server } did not answer within { $seconds } s
    .hint = check mail.port and mail.tls, or raise mail.timeout; nothing was sent
delivery-sender = { $server } refuses the sender: { $reason }
    .hint = mail.from must be an address that this server allows; nothing was sent
delivery-recipients = { $server } refuses { $refused }
    .hint = correct mail.to or mail.cc, unless the answer begins with 4, which is for now only; the other recipients have the message
delivery-no-recipient = { $server } refuses { $refused }
    .hint = correct mail.to or mail.cc, unless the answer begins with 4, which is for now only; nothing was sent
delivery-recipients-not-now = { $server } refuses for now { $refused }
    .hint = the addresses may be right: such servers take a message that comes again after some minutes; the other recipients have it, so forward it to these
delivery-no-recipient-now = { $server } refuses for now { $refused }
    .hint = the addresses may be right: such servers take a message that comes again, so run the command again in 15 minutes; nothing was sent
delivery-refused = { $server } refuses the message: { $reason }
    .hint = look at it with --dry-run; a limit on its size is met with fewer attachments
delivery-unknown = { $server } did not confirm the message: { $reason }
    .hint = it may have been sent, so it is not sent again; look before you try once more
delivery-sendmail = { $command } failed: { $reason }
    .hint = try the command by hand: printf "Subject: test\n\n" | { $command } -i address
delivery-webhook = the webhook answered { $status }: { $reason }
    .hint = check its address and its settings in the chat
delivery-webhook-redirected = the webhook answered { $status } and points elsewhere
    .hint = give the whole address of the webhook, with https
delivery-webhook-gone = the webhook refused the message ({ $status }): { $reason }
    .hint = it may have been deleted or its channel archived: create another one and change the secret
delivery-webhook-later = the webhook does not take messages for now ({ $status }): { $reason }
    .hint = try again later; nothing was posted
delivery-webhook-failed = the webhook answered { $status }: { $reason }
    .hint = it may have been posted, so it is not posted again; look before you try once more
delivery-webhook-connect = cannot connect to the webhook: { $reason }
    .hint = check the network, the proxy and chat.ca_file; nothing was posted
delivery-webhook-unknown = the webhook did not confirm the message: { $reason }
    .hint = it may have been posted, so it is not posted again; look before you try once more
delivery-matrix-connect = cannot connect to the homeserver: { $reason }
    .hint = check chat.homeserver, the network, the proxy and chat.ca_file; nothing was posted
delivery-matrix-token = the homeserver does not know the access token: { $reason }
    .hint = the session was signed out, or the token is of another homeserver: create another token and change the secret; nothing was posted
delivery-matrix-stranger = { $account } is not in the room
    .hint = invite this account into the room, and accept the invitation with it; nothing was posted
delivery-matrix-forbidden = the account may not write in the room: { $reason }
    .hint = raise its role in the room's settings, under Roles & Permissions; nothing was posted
delivery-matrix-no-room = the homeserver knows no such room: { $reason }
    .hint = check chat.room; its id is in the room's settings, under Advanced; nothing was posted
delivery-matrix-none = no homeserver of Matrix answers at this address
    .hint = chat.homeserver is the address of its API: see “base_url” at https://…/.well-known/matrix/client of the server that stands in your account's name; nothing was posted
delivery-matrix-redirected = the homeserver answered { $status } and points elsewhere
    .hint = give the address that it points to in chat.homeserver, with https; nothing was posted
delivery-matrix-later = the homeserver takes no messages for now ({ $status }): { $reason }
    .hint = try again later; nothing was posted
delivery-matrix-refused = the homeserver refused the message ({ $status }): { $reason }
    .hint = look at it with --dry-run, and check the account and the room; nothing was posted
delivery-matrix-failed = the homeserver answered { $status }: { $reason }
    .hint = run the command again: if the message was posted, it is not posted twice
delivery-matrix-unknown = the homeserver did not confirm the message: { $reason }
    .hint = run the command again: if the message was posted, it is not posted twice
config-gate-extension = { $path }: no format of check has this extension
    .hint = use .xml (JUnit) or .txt
config-secret-in-file = { $path }: { $key } is a secret and does not belong in this file
    .hint = remove it and give it by { $instead }; change it if the file was shared
config-no-target = no target: neither [mail] nor [[chat]] in the configuration
    .hint = `matomo-audit config example` shows both
config-target-key = { $target }: { $key } is missing
    .hint = `matomo-audit config example` shows every key
config-target-keys = { $target }: only one of { $keys } at a time
    .hint = remove one of them
config-mail-host = [mail]: smtp is not the name of a host alone; it is not shown, as it may hold a password
    .hint = write it as "smtp.example.fr"; port, tls and user are keys of their own, and the password is given by MATOMO_AUDIT_SMTP_PASSWORD or password_file
config-mail-address = [mail]: { $key } holds `{ $address }`, which is no e-mail address
    .hint = write "name@example.fr" or "Name <name@example.fr>", one address per item of the list
config-to = --to holds `{ $address }`, which is no e-mail address
    .hint = write one address, such as --to name@example.fr
config-to-no-mail = --to sends by the server of [mail], and the configuration has no such section
    .hint = add [mail] with from, to and smtp
config-mail-recipients = [mail]: to and cc hold { $count } addresses; { $limit } are the most that every mail server takes
    .hint = make a mailing list of them and give its address
config-mail-no-password = [mail]: no password for the user `{ $user }`
    .hint = set MATOMO_AUDIT_SMTP_PASSWORD, or password_file in the configuration
config-mail-plain-password = [mail]: the password would go to { $host } unprotected
    .hint = use tls = "starttls" or "implicit"
config-mail-attach = [mail]: attach holds `{ $name }`, which is no format
    .hint = use the extensions of -o, such as "csv" or "json"
config-sendmail = [mail]: sendmail cannot be run: { $path } ({ file-problem })
    .hint = give the whole path of a command, such as /usr/sbin/sendmail
config-target-file = { $target }: cannot read { $path }: { file-problem }
    .hint = { $problem ->
        [missing] this key is the name of a file, relative to the configuration; a secret itself never stands there
       *[other] a file with a secret holds that alone, on one line; ca_file holds certificates in PEM form
    }
config-chat-name = [[chat]] number { $position }: its name looks like an address or another secret, and is not shown
    .hint = choose a word for messages, such as "team"; the address goes into a variable (url_env) or a file (url_file). If others saw this file, create another webhook
config-chat-variable = [[chat]] number { $position }: url_env is not the name of a variable, and is not shown, as it may be the address itself
    .hint = write url_env = "MATTERMOST_WEBHOOK" and put the address into that variable. If others saw this file, create another webhook
config-chat-twice = [[chat]]: two targets are called `{ $name }`
    .hint = give each a name of its own
config-chat-no-url = [[chat]] { $name }: the variable { $variable } is missing or empty
    .hint = it holds the address of the webhook, which is a secret; or use url_file
config-chat-no-token = [[chat]] { $name }: the variable { $variable } is missing or empty
    .hint = it holds the access token of the account that posts, which is a secret; or use token_file
config-chat-token = [[chat]] { $name }: the access token holds white space or other characters that no token has
    .hint = give the token alone, on one line
config-chat-token-variable = [[chat]] number { $position }: token_env is not the name of a variable, and is not shown, as it may be the token itself
    .hint = write token_env = "MATRIX_TOKEN" and put the token into that variable. If others saw this file, sign that session out and create another token
config-chat-homeserver = [[chat]] { $name }: the address of the homeserver will not do: { $reason }
    .hint = write homeserver = "https://matrix.example.fr", as the chat shows it under Help & About
config-chat-room = [[chat]] { $name }: room is neither the id of a room nor its alias
    .hint = write room = "!abc:example.fr" or "#team:example.fr"; the room's settings show both, the id under Advanced
config-chat-other-kind = { $target }: { $key } does not go with kind = "{ $kind }"
    .hint = { $kind ->
        [matrix] a room of Matrix has homeserver, room, and token_env or token_file
       *[other] a webhook has url_env or url_file; for a room of Matrix, write kind = "matrix"
    }
config-chat-url = [[chat]] { $name }: the webhook's address will not do: { $reason }
    .hint = copy it from the chat; it begins with https://

## The Monday page

todo-title = To do
todo-nothing = Nothing to do { $unit ->
    [day] today
    [month] this month
   *[week] this week
}.
todo-no-verdict = Nothing to do before there is a verdict.
last-period = { $unit ->
    [day] on the last day
    [month] last month
   *[week] last week
}
mended-channel = ✔ Resolved { last-period }: { $channel }, { $tagged ->
    [one] its visit is tagged
   *[other] { $tagged } of { $tagged } visits are tagged
}.
mended-finding = ✔ Resolved { last-period }: { $finding }, none any more.
critical = ❗ { $title }
bug = ❗ A bug of the site is likely on { $pages }, since { $since }
headline-bug = { $icon } { $site } · a bug on { $pages } is likely since { $since }: { $share } of traffic is direct or unknown ({ $period })
line-nothing = nothing to do
ranking-line = { $icon } { $site }: { $share }{ $gravest ->
    [none] {""}
   *[other] {" "}· { $gravest }
}
actions-title = Your actions ({ $period })
actions-none = No campaign brought a visit in this period.
actions-masked = Matomo masks the names of campaigns: nobody can tell what your actions brought.
actions-caption = Campaigns of the last period
action-spelled = { $name } (also { $others })
action-line = { $name }: { $visits ->
    [one] { $visits } visit
   *[other] { $visits } visits
}{ $change ->
    [new] , new
    [more] , more than usual
    [less] , fewer than usual
   *[other] {""}
}{ $usual ->
    [none] {""}
   *[other] {" "}(usually { $usual })
}{ $conversions ->
    [none] {""}
   *[other] , conversions: { $conversions }
}
change-new = new
change-more = more
change-less = less
change-ended = ended
column-usual = Usual
column-rate-window = Mean rate
column-finding = Finding
named = { $first }{ $second ->
    [none] {""}
   *[other] { $others ->
        [0] {" "}and { $second }
       *[other] , { $second } and { $others } more
    }
}
respell = “{ $wrong }” → “{ $keep }”
item-visits = { $visits }, { $last } of them recent
finding-explained = Explained by: { $cause }.
state-new = New: nothing of it before the last period.
state-ongoing = Since { $since }.
state-fading = No longer seen since { $since }: nothing to do.
details-title = Details
details-more = Periods, entry pages, all campaigns, findings: add --details.
mail-subject-sites-attention = ❗ { $count ->
    [one] { $count } of { $sites } sites needs
   *[other] { $count } of { $sites } sites need
} your attention ({ $period })
channels-covered-line = { $channels }.
sites-calm = The other sites

## Links of the ledger

column-link = Link
column-target = Target
column-advice = What to do
column-decided = Decided
links-title = Links of the ledger
links-caption = Links of the ledger
links-none = No link of the ledger brought visits in this period, and none waits for a decision.
link-unlisted = in no ledger
link-progress = { $count } of { $target }{ $unit ->
    [conversions] {" "}conversions
   *[visits] {""}
}{ $review ->
    [none] {""}
   *[other] {" "}by { $review }
}
link-decided = { $decision }{ $day ->
    [none] {""}
   *[other] {" "}({ $day })
}
decision-continue = continue
decision-adjust = adjust
decision-stop = stop
advice-draft = draft
advice-never-seen = never seen in { $days } days → scan it, then link check { $id }
advice-too-early = { $target ->
    [0] {""}
   *[other] { $count } of { $target },{" "}
}{ $days ->
    [one] { $days } day
   *[other] { $days } days
}: too early to tell
advice-continue = target reached ({ $count } of { $target }) → continue
advice-continue-rate = these visits convert more than the rest → continue
advice-stop = { $count } of { $target }, the same action would bring { $best } at best → stop
advice-stop-rate = these visits convert less than the rest → stop
advice-adjust = { $count } of { $target }, which may be chance → adjust
advice-cannot-tell = no target, and too few visits to tell
advice-not-measurable-shared = not measurable: another link has the same tags, and neither an id
advice-not-measurable-id-lost = not measurable: its visits came without its id
advice-not-measurable-altered = not measurable: another link of its campaign came with other tags than its own
advice-not-measurable-hidden = not measurable: Matomo hides some of its visits
advice-not-measurable-earlier = not measurable: counted since { $since } only
advice-not-measurable-not-read = not measurable: the report of links is missing
advice-unlisted = in no ledger → link import --from-matomo
advice-unlisted-id = the id of another tool, without a campaign → tag this link
link-line = { $name }: { $visits ->
    [none] {""}
    [one] { $visits } visit;{" "}
   *[other] { $visits } visits;{" "}
}{ $advice }
links-unread = The visits of links could not be read: { $reason }.
links-id-lost = { $visits ->
    [one] { $visits } visit has the tags of your links without their id, and is of none
   *[other] { $visits } visits have the tags of your links without their id, and are of none
}: { $campaigns }.
links-since = { $links }: { $count ->
    [one] it is
   *[other] they are
} counted since { $since } only, as earlier days were not read.
links-inseparable = { $links }: { $visits ->
    [one] { $visits } visit
   *[other] { $visits } visits
} together, which no id tells apart.

month-title = Costs and decisions of the month
month-caption = Links with a cost, since their publication
column-cost = Cost
column-per-visit = Per visit
column-per-conversion = Per conversion
price = { $value } ({ $low } to { $high })
price-none = more than { $low }
month-decisions = { $decided ->
    [0] Nothing was decided this month.
   *[other] Decided this month: { $continued } to continue, { $adjusted } to adjust, { $stopped } to stop.
}{ $undecided ->
    [0] {""}
   *[other] {" "}Still to be decided: { $links }.
}
month-unlisted = { $share } of the tagged visits are in no ledger{ $before ->
    [none] {""}
   *[other] {" "}({ $before } the month before)
}.
### Links: ledger
ledger-faults = { $count ->
    [one] one fault in { $path }:
   *[other] { $count } faults in { $path }:
}
ledger-faults-elsewhere = { $count ->
        [one] another line of { $path } is wrong and
       *[other] { $count } other lines of { $path } are wrong and
    } left out: `matomo-audit link list` says why
ledger-unknown = no link { $id } in the ledger
    .hint = { $nearest ->
        [none] `matomo-audit link list` shows them all
       *[other] is it { $nearest }?
    }
ledger-locked = another program has held the ledger { $path } for five seconds
    .hint = run the command again; if it still holds it, close it
ledger-not-written = the ledger { $path } has not changed: { $reason }
ledger-id-taken = the ledger { $path } already has another link { $id }, on line { $line }
    .hint = somebody may just have written it: run the command again
ledger-no-column = { $count ->
    [one] the ledger { $path } has no column { $missing }
   *[other] columns are missing from the ledger { $path }: { $missing }
}
    .hint = add at the end of its first line: { $added }
ledger-missing = there is no ledger at { $path }
    .hint = `matomo-audit link new` makes it with the first link
ledger-empty = the ledger { $path } is empty
    .hint = `matomo-audit link new` writes the columns and the first link into it
ledger-unreadable = cannot read the ledger { $path }: { file-problem }
    .hint = { $problem ->
        [large] 10,000 links have a third of this size; is it a ledger?
        [forbidden] ask its owner for the right to read it
       *[other] name the CSV file of the links with --ledger, or [links] ledger in the configuration
    }
ledger-encoding = the ledger { $path } { $kind ->
    [windows-1252] is in Windows-1252: see line { $line }
    [utf-16] is in UTF-16
   *[none] is no text: see line { $line }
}
    .hint = save it as UTF-8: “CSV UTF-8” in Excel, “Unicode (UTF-8)” in LibreOffice
ledger-cut = the ledger { $path } has a quote that is never closed, opened on line { $line }
    .hint = if the file is cut, take a whole copy of it; if not, close this quote
ledger-half = the ledger { $path } ends in the middle of line { $line }: nothing is added
    .hint = take a whole copy of it, or complete this line
ledger-column-twice = the ledger { $path } has two columns { $name }
    .hint = rename one of them
ledger-columns = { $count ->
    [one] a column is missing from the ledger { $path }: { $missing }
   *[other] { $count } columns are missing from the ledger { $path }: { $missing }
}
    .hint = { $near ->
        [none] the first line of a ledger names its columns: { $columns }
       *[other] rename in the first line: { $near }
    }
ledger-conflict = line { $line }: git waits there for you to choose between two versions
ledger-versions = { $others ->
    [0] lines { $lines } and { $last }
    [one] lines { $lines }, { $last } and one more
   *[other] lines { $lines }, { $last } and { $others } more
}: { $count ->
    [2] two
   *[other] { $count }
} versions of { $id }
ledger-value-missing = line { $line }: { $column } is empty
ledger-cells = line { $line }: { $cells } cells for { $columns } columns; a text with the separator goes between quotes
ledger-id = line { $line }: “{ $value }” is no id of a link
ledger-url = line { $line }: “{ $value }” is no address in https://
ledger-date-none = line { $line }: the date “{ $value }” does not exist ({ $column })
ledger-date-form = line { $line }: “{ $value }” is no date ({ $column }); write 2026-11-26 or 26/11/2026
ledger-status = line { $line }: there is no status “{ $value }”; { $nearest ->
    [none] write draft, active or retired
   *[other] is it { $nearest }?
}
ledger-decision = line { $line }: there is no decision “{ $value }”; { $nearest ->
    [none] write continue, adjust or stop
   *[other] is it { $nearest }?
}
ledger-target = line { $line }: the target “{ $value }” cannot be read; write “40 visits” or “5 conversions”
ledger-cost = line { $line }: the cost “{ $value }” is no amount
ledger-cost-negative = line { $line }: the cost “{ $value }” is negative
### Links: tools

link-no-address = { $id } has no address that begins with http:// or https://
    .hint = write it into the column link or url of the ledger
link-qr-long = no QR code holds { $bytes } bytes
    .hint = give the link a short address, in the column short of the ledger
link-qr-format = { $path }: a code is written as .svg, .png or .txt
link-qr-failed = the image could not be made: { $reason }
link-qr-holds = It holds { $address }
link-qr-size = { $modules } × { $modules } modules (version { $version }): at least { $smallest } mm wide in the hand.
link-qr-wall = On a wall: a tenth of the distance from which it is scanned, so 20 cm at 2 m.
link-qr-small = { $size } mm is too small to be scanned: make it { $smallest } mm wide or more.
link-qr-many = over { $most } modules, it is hard to scan from afar. A short address that you own makes it simpler: write it into the column short of the ledger.
link-signature-text = { $text }: { $address }
link-signature-channel = the tags of { $id } are not those of a signature: its clicks will be counted with those of the other places.
link-signature-personal = the address of { $id } holds data of a person
    .hint = make another link without them
link-lint-summary = { $problems ->
    [0] Nothing wrong
    [one] { $problems } link to correct
   *[other] { $problems } links to correct
}: { $links ->
    [one] { $links } link
   *[other] { $links } links
} in { $files ->
    [one] { $files } file
   *[other] { $files } files
}.
link-lint-and = {"; "}
link-lint-no-hosts = no one knows which hosts are yours: there is no ledger, and the plan names none
    .hint = give --ledger FILE, or hosts in the section plan of the configuration
link-lint-input = { $path } cannot be read: { $reason }
link-lint-large = { $path } has more than { $most } MB
link-lint-many = { $path } holds more than { $most } files
link-lint-inside = in a redirect of { $host }
link-lint-page = the address holds { $problem ->
    [personal] data of a person
   *[placeholder] a placeholder
}
link-lint-untagged = no tag
link-lint-placeholder = { $parameter } is still the placeholder { $value }
link-lint-personal = { $parameter } holds data of a person
link-lint-misspelt = Matomo does not read { $parameter }: it is written { $meant }
link-lint-other-tool = { $parameter } is for another tool: Matomo reads { $meant }
link-lint-twice = { $parameter } stands there more than once
link-lint-fragment = the tags are behind the #: they belong before it
link-lint-long = over { $most } characters: Matomo cuts what is behind them
link-lint-unknown-id = the id { $id } is in no line of the ledger{ $nearest ->
    [none] {""}
   *[other] {" "}(did you mean { $nearest }?)
}
link-lint-altered = { $parameter } is “{ $value }”, it should be “{ $wanted }”
link-lint-dropped = { $parameter } is missing, it should be “{ $wanted }”
link-lint-added = { $parameter } is “{ $value }”, the link has none
link-lint-elsewhere = the id { $id } is that of a link to { $url }
link-lint-draft = { $id } is a draft in the ledger: publish it when it is shared
link-lint-retired = the link { $id } is retired
link-lint-no-id = the id { $id } is missing
link-lint-missing = { $parameter } is missing
link-lint-other-page = the same tags are those of { $id }, which leads to { $url }
link-lint-unlisted = in no line of the ledger
link-lint-put-other = another link, as this one is retired
link-lint-put-new = { $command }
link-lint-put-one = one of { $ids }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
} (matomo-audit link show ID)
link-lint-id = the id { $id } is not that of this page and these tags: { $wanted }
link-lint-no-address = the column { $column } is no address that begins with http:// or https://
link-lint-host = { $host } is not one of your hosts
link-lint-url-tagged = the column url has tags: they belong in their own columns
link-lint-link-elsewhere = the column link leads to another page than the column url
link-lint-before-created = published before it was created
link-lint-before-published = its review is before its publication
link-lint-unpublished = active without a day of publication
link-lint-personal-cell = the column { $column } holds data of a person
link-check-none = nothing to check: { $path } has no active link
    .hint = name links by their ids, or publish a draft by link new with --published
link-check-fine = { $id }: arrives with its tags{ $hops ->
    [0] {""}
    [one] {" "}(one redirect)
   *[other] {" "}({ $hops } redirects)
}
link-check-short-fine = { $id }: the short address leads to the link
link-check-found = { $id }: { $problem }
link-check-lost = { $parameter } is lost at { $address }
link-check-changed = { $parameter } becomes “{ $value }” instead of “{ $wanted }” at { $address }
link-check-status = { $address } answers { $status }
link-check-loop = { $address } leads back to itself
link-check-many = more than { $most } redirects, the last one to { $address }
link-check-private = { $host } is a private address, which is only requested where `hosts` in [plan] names it
link-check-scheme = the redirect leads to { $address }, which is not a web page
link-check-unreached = { $host } cannot be reached: { $reason }
link-check-time = not requested: the time for all links is over
link-check-no-location = { $address } redirects without saying where to
link-check-short-elsewhere = the short address leads to { $address }, not to the link
link-check-summary = { $problems ->
    [0] { $links ->
        [one] { $links } link arrives.
       *[other] { $links } links arrive.
    }
   *[other] { $problems } of { $links ->
        [one] { $links } link has
       *[other] { $links } links have
    } a problem.
}
link-check-client = no connection can be set up: { $reason }
plan-form = { $part } “{ $value }”: in lower case, with { $separator } between words; write “{ $instead }”
plan-long = { $part } “{ $value }” has { $length } characters; the plan wants { $most } at most
plan-medium = medium “{ $value }” is not in the plan; { $nearest ->
    [none] choose one of { $known }
   *[other] is it { $nearest }?
}
plan-source = source “{ $value }”: the plan calls it { $instead }
plan-source-medium = source “{ $value }”: the plan wants it with { $mediums }, not { $medium }
plan-campaign = campaign “{ $value }”: the plan wants { $pattern }; write “{ $instead }”
plan-required = { $part } is empty, and the plan asks for it
config-plan-name = { $path }: plan.{ $kind } has a name that no tag can have: “{ $name }”
    .hint = write it in lower case, with plan.separator between words: “{ $instead }”
config-plan-separator = { $path }: plan.campaign “{ $pattern }” does not have the separator of the plan
    .hint = put { $separator } between its parts, or change plan.separator
config-plan-medium = { $path }: the source { $source } of the plan wants “{ $medium }”, which is not in plan.mediums
    .hint = { $nearest ->
        [none] add it to plan.mediums, or correct it
       *[other] is it { $nearest }?
    }
config-plan-alias = { $path }: “{ $alias }” is another name of { $source } in the plan, and of { $other } too
    .hint = leave it to one of them
value-plan-pattern = this pattern is wrong from character { $min } on: it is made of {"{"}year{"}"}, {"{"}month{"}"}, {"{"}day{"}"} and {"{"}slug{"}"} once
ledger-none = no link is like this
ledger-column-review = Review
ledger-column-link = Action
ledger-column-target = Target
ledger-column-state = State
ledger-column-tags = Source / medium
ledger-target-words = { $unit ->
    [visits] { $count ->
        [one] { $count } visit
       *[other] { $count } visits
    }
   *[conversions] { $count ->
        [one] { $count } conversion
       *[other] { $count } conversions
    }
}
ledger-status-draft = draft
ledger-status-active = active
ledger-status-due = to decide
ledger-status-retired = retired
ledger-decision-continue = continue
ledger-decision-adjust = adjust
ledger-decision-stop = stop
ledger-numbers = { $date }: { ledger-target-words }{ $target ->
    [none] {""}
   *[other] {" "}of { $target }
}
ledger-decided = { $id }: { $decision }, decided on { $date }{ $said ->
    [none] {""}
   *[other] {" "}– { $said }
}
ledger-no-matomo = without address and token of Matomo, the decision is written without the numbers of the day
ledger-not-asked = the decision is written without the numbers of the day: { $reason }
ledger-not-measured = Matomo has no visits of the link { $id } alone: the decision is written without numbers

### Links: new
link-missing = missing: { $missing }
    .hint = for example: matomo-audit link new https://example.com/workshop --medium email --source brevo --campaign 2026-11-workshop
link-no-scheme = “{ $url }” lacks https://
    .hint = write { $right }
link-slashes = “{ $url }” does not quite begin with https://
    .hint = write { $right }
link-scheme = a link begins with https://, not with { $scheme }:
    .hint = give the address of a page as the browser shows it
link-no-host = “{ $url }” leads to no site
    .hint = copy the address of the page from the browser, such as https://example.com/workshop
link-blank = the address “{ $url }” contains a space
    .hint = copy it from the browser: a space is written %20 there
link-credentials = the address holds a user name or a password: all who get the link would read it
    .hint = remove what stands before the @
link-fragment = tags follow the # of the address: Matomo would read them in place of the others
    .hint = remove them from what follows the #
link-contradicts = the address says { $name }={ $value }, the option says “{ $given }”
    .hint = remove the parameter from the address, or change the option
link-stranger = the address has { $name }={ $value }, which no link of the ledger keeps
    .hint = remove this parameter: the id of the link is computed
link-personal = personal data in { link-field }: { $kind ->
        [email] an e-mail address
        [phone] a phone number
        [social_security] a social security number
        [bank_account] a bank account
       *[other] a key or a token
    }
    .hint = neither a link nor the ledger may point to a person; write a role or the name of a campaign
link-field = { $field ->
    [url] the address
    [campaign] the campaign
    [source] the source
    [medium] the medium
    [content] the content
    [short] the short address
    [title] the title
    [owner] the owner
    [note] the note
   *[other] { $field }
}
link-invisible = { link-field }: a character cannot be seen, or makes a new line
    .hint = type the text instead of pasting it
link-no-target = the target “{ $value }” is not understood
    .hint = write --target "40 visits" or --target "5 conversions"
link-cost = the cost “{ $value }” is no amount
    .hint = write a number, such as --cost 120.50
link-dates = the review on { $review } comes before the publication on { $published }
    .hint = give --review a day after --published
link-twin = { $id } has these tags already, for another page: { $url }
    .hint = tell the two apart by --content, such as --content button
link-near = the { $field ->
    [source] source
   *[other] campaign
} “{ $name }” looks like “{ $other }”, which is in the ledger
    .hint = take “{ $other }”, or add --allow-similar if you mean it
link-near-measured = the campaign “{ $name }” looks like “{ $other }”, which Matomo measured: { $visits ->
        [one] { $visits } visit
       *[other] { $visits } visits
    }
    .hint = take “{ $other }”, or add --allow-similar if you mean it
link-mtm-core = this Matomo does not read mtm_source: the plan says params = "mtm", which needs MarketingCampaignsReporting
    .hint = write params = "utm" in [plan], or have the plugin installed
link-too-long = the link has { $bytes } bytes, more than 1,000: Matomo would cut the address before its tags
    .hint = shorten the address or the tags
link-long = the link has { $bytes } bytes: above 1,000, Matomo would lose its tags
link-host = { $host } is not ours{ $nearest ->
        [none] {""}
       *[other] ; did you mean { $nearest }?
    }
    .hint = our addresses: { $ours }; add others to hosts in [plan]
link-host-unknown = nothing says whether { $host } is ours: hosts in [plan] or Matomo would
link-unreachable = Matomo could not be asked, the link is made without it: { $reason }
link-known = { $id }: this link is in { $path } already, nothing is written
link-template = { link-field }: “{ $value }” is a field of a template, which nothing has replaced
    .hint = give the address of the page itself
link-known-draft = { $id } is a draft: run the command again with --published DATE when it is shared
link-known-retired = { $id } is retired: put “active” into its column status to have it followed again
link-known-differs = not taken over: { $columns }. To change { $id }, edit line { $line } of { $path }
link-published = { $id } is published in { $path } on { $published }, to be judged on { $review }
link-dry-published = { $id } would be published in { $path } on { $published }, to be judged on { $review }
link-dry = { $id } would be written to { $path }{ $review ->
        [none] {""}
       *[other] , to be judged on { $review }
    }
link-written = { $id } written to { $path }{ $review ->
        [none] , as a draft
       *[other] , to be judged on { $review }
    }
link-follow =
    for the audit to follow these links, add to { $config }:
    { "[" }links]
    ledger = { $ledger }
ask-question = { $field ->
    [url] Address of the page
    [medium] Medium
    [source] Source
    [campaign] Campaign
   *[other] { $field }
}
ask-other = another…
ask-interrupted = interrupted: nothing is written
link-import-nothing = no link in { $path }
    .hint = give a text with pasted links, or a sheet (CSV) with a column called “link” or “url”
link-import-ids = { $count ->
        [one] the id of another tool, which came without a campaign, is left out: { $names }
       *[other] { $count } ids of other tools, which came without a campaign, are left out: { $names }
    }
link-import-ignored = columns left aside: { $names }
link-import-left = { $why ->
        [foreign] { $count ->
            [one] one link to another site left aside
           *[other] { $count } links to other sites left aside
        }
        [untagged] { $count ->
            [one] one link without tags left aside
           *[other] { $count } links without tags left aside
        }
       *[template] { $count ->
            [one] one link that is filled in when it is sent left aside
           *[other] { $count } links that are filled in when they are sent left aside
        }
    }
link-import-lacks = missing: { $missing }
link-import-line = line { $line }: { $problem }
link-status = the status “{ $value }” is none of draft, active and retired
link-decision = the decision “{ $value }” is none of continue, adjust and stop
link-date-form = “{ $value }” is no date such as 2026-11-26 or 26/11/2026
link-date-none = the date “{ $value }” does not exist
link-imported = { $count ->
        [0] nothing to add to { $path }
        [one] one link added to { $path }
       *[other] { $count } links added to { $path }
    }{ $known ->
        [0] {""}
        [one] , one was there
       *[other] , { $known } were there
    }
link-import-dry = { $count ->
        [0] nothing to add to { $path }
        [one] one link would be added to { $path }
       *[other] { $count } links would be added to { $path }
    }{ $known ->
        [0] {""}
        [one] , one is there
       *[other] , { $known } are there
    }
link-measured = measured in Matomo: { $visits ->
        [one] { $visits } visit
       *[other] { $visits } visits
    }
link-to-complete = to-complete
link-show-unread = the visits could not be read: { $reason }
link-show-field = { $field ->
    [id] Id
    [url] Page
    [campaign] Campaign
    [source] Source
    [medium] Medium
    [content] Content
    [link] Link
    [short] Short address
    [title] Title
    [owner] Owner
    [created] Created
    [published] Published
    [review] To be judged
    [target] Target
    [cost] Cost
    [status] Status
    [decision] Decision
    [decided] Decided
    [note] Note
    [state] State
    [visits] Visits
    [converted] Converted visits
    [tests] Tests before publication
    [first-seen] First visit
    [last-seen] Last visit
    [day] Visits by day
    [week] Visits by week
    [month] Visits by month
   *[other] { $field }
}
link-show-word = { $value }
link-show-target = { $count } { $unit ->
    [visits] { $count ->
        [one] visit
       *[other] visits
    }
   *[other] { $count ->
        [one] conversion
       *[other] conversions
    }
}
link-lost = { link-field }: { $problem ->
    [zero] Matomo takes the value 0 for nothing
    [long] more than { $max } bytes, and Matomo would cut the rest
   *[placeholder] “{ $value }” is a field of a template that nothing replaced
}
    .hint = write a short name, such as 2026-11-webinaire
