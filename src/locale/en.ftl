# Text that people read, in English. French has the same messages.

## Numbers and dates

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
week-long = week { $week }, { $dates }

## Verdicts

headline = { $icon } { $site } · { $share } of traffic is direct or unknown ({ $period })
headline-no-visits = { $icon } { $site } · no visits ({ $period })
verdict-red-flag = You are navigating blind: { $untracked } of { $visits } visits do not say which action brought them (red flag above { $limit }).
verdict-watch = To be watched: { $untracked } of { $visits } visits do not say which action brought them (red flag above { $limit }).
verdict-clear = The traffic can be read: { $untracked } of { $visits } visits do not say which action brought them (red flag above { $limit }).
inconclusive-no-visits = No visits in the whole window, so no verdict. Check that the tracking code is on the site and that this is the right site.
inconclusive-masked = No verdict: this Matomo hides campaign names by policy, and the { $masked } visits behind them decide.
inconclusive-longer = No verdict: { $visits ->
    [one] { $visits } visit
   *[other] { $visits } visits
} in the period, { $minimum } are needed. With --period { $period }, about { $expected } can be expected.
inconclusive-lower = No verdict: { $visits ->
    [one] { $visits } visit
   *[other] { $visits } visits
} in the period, { $minimum } are needed. Lower thresholds.min_visits in the configuration if you accept a less certain share.
against-median = { $arrow } { $points } / median of { $periods } { $unit ->
    [day] days
    [month] months
   *[week] weeks
}

## Tables

column-day = Day
column-week = Week
column-month = Month
column-visits = Visits
column-direct = Direct
column-unknown = Unknown
column-untracked = Untracked
column-interval = 95% CI

## Channels

channels-uncovered = Channels with no UTM coverage
channels-partial = Channels tagged in part
channels-covered = Channels covered
channels-unmatched = { $visits ->
    [one] { $visits } tagged visit means
   *[other] { $visits } tagged visits mean
} no known channel: their medium and source are not among the usual words (see `channel` in the configuration).
tagged = { $visits } tagged
untagged = { $visits } untagged
channel-unseen = leaves no referrer: an untagged visit is Direct and cannot be told apart
channel-unseen-short = invisible without a tag
channel-email = E-mail
channel-sms = SMS
channel-qr = QR code
channel-print = Print
channel-signature = Mail signature
channel-linkedin = LinkedIn
channel-social = Social networks
channel-messaging = Messaging
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
site-error = ✖ Site { $site } { $name }: { $message }
demo-next =
    This was a demo on recorded data. For your own Matomo:

      export MATOMO_TOKEN_AUTH=…      (Matomo › Personal settings › Security)
      matomo-audit sites --url https://your-matomo.example
      matomo-audit audit --url https://your-matomo.example --site 1

## Gate

gate-passed = ok   { $site }: { $measure } { $share } of { $visits } visits, at most { $limit } allowed
gate-exceeded = FAIL { $site }: { $measure } { $share } of { $visits } visits, at most { $limit } allowed
gate-no-verdict = ?    { $site }: { $measure }: no verdict on { $visits } visits (at least { $minimum } are needed)
gate-lower-bound = (lower bound of the { $confidence }% interval: { $bound })
gate-streak = ({ $streak } of { $consecutive } periods in a row)
measure-direct = direct
measure-untracked = untracked

## Options and configuration

error-prefix = error
hint-prefix = hint
config-unreadable = cannot read { $path }: { $reason }
    .hint = check the path, or leave --config out to do without a file
config-invalid = { $place }: { $message }, in `{ $source }`
    .hint = config.example.toml lists every key with its type and its default
config-channel = { $path }: { $message }
    .hint = config.example.toml shows how a channel is described
config-thresholds = { $path }: thresholds.watch ({ $watch }) is above thresholds.red_flag ({ $red_flag })
    .hint = a period is watched before it is red-flagged: watch must be the smaller one
config-unknown-channel = { $path }: channels.used names `{ $name }`, which is no channel
    .hint = the channels are { $known }; another one is described under [channel.NAME]
config-unknown-finding = { $path }: findings names `{ $name }`, which is no finding
    .hint = did you mean `{ $nearest }`? `matomo-audit explain` lists them
config-no-url = no address of Matomo
    .hint = give --url https://stats.example.fr, set MATOMO_URL, or write url in matomo-audit.toml
config-url-invalid = the address of Matomo is not a URL: { $reason }
    .hint = write it as in the browser, such as https://stats.example.fr
config-url-scheme = the address of Matomo begins with `{ $scheme }:`
    .hint = write it as in the browser, such as https://stats.example.fr
config-url-credentials = the address of Matomo holds a user name or password
    .hint = leave them out: the token alone gives access
config-plain-http = http://{ $host } would send the token unprotected
    .hint = write https://, or set network.allow_http = true on a network that you trust
config-no-token = no token for Matomo
    .hint = set MATOMO_TOKEN_AUTH (Matomo › Personal settings › Security › Auth tokens), or token_file in the configuration; view access is enough
config-token-file = cannot read the token in { $path }: { $reason }
    .hint = the file holds the token alone, on one line
config-ca-file = cannot read the certificates in { $path }: { $reason }
    .hint = the file holds certificates in PEM form
config-too-many-periods = Matomo gives at most { $max } periods of a { $unit } at a time
    .hint = ask for fewer with --last, or for a longer --period
config-output-extension = { $path }: no format has this extension
    .hint = use .json, .csv or .txt
config-output-twice = { $path }: named twice
    .hint = give each output a file of its own
output-failed = cannot write { $path }: { $reason }
    .hint = nothing was written there; check the folder and its permissions
internal = the reports could not be computed: { $reason }
    .hint = please report this, with a recording made by --record DIR

## Matomo

matomo-setup = the connection cannot be set up: { $reason }
    .hint = check network.ca_file and network.proxy in the configuration
matomo-connect = cannot connect to { $url }: { $reason }
    .hint = check the address, the network and the proxy; a private certificate authority goes into network.ca_file
matomo-timed-out = { $url } did not answer within { $seconds } s
    .hint = Matomo may be computing reports for the first time: try again in some minutes, or raise network.timeout
matomo-interrupted = the answer of { $url } broke off: { $reason }
    .hint = try again; a proxy between here and Matomo may cut long answers
matomo-redirected = { $url } answered { $status } and points to { $to }
    .hint = redirects are not followed, since they would drop the request: use the address it points to, unless that is a login page
matomo-unauthorized = { $url } refuses the token (401): { $message }
    .hint = check MATOMO_TOKEN_AUTH and that its user has view access; do not retry at once, 20 failures lock you out for an hour
matomo-locked-out = { $url } has locked this machine out: { $message }
    .hint = wait an hour, or ask an administrator to unblock this IP address; check the token before trying again
matomo-rate-limited = { $url } refuses more requests for now (429)
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
matomo-empty = { $url } answered with nothing
    .hint = look at Matomo's error log; a PHP error often shows as an empty page
matomo-truncated = the answer of { $url } is not complete JSON ({ $bytes } bytes): { $reason }
    .hint = try again; if it lasts, look for an error in Matomo's log
matomo-too-large = the answer of { $url } is larger than { $limit } MiB
    .hint = ask for fewer periods with --last, or raise network.max_answer
matomo-api = Matomo refuses { $method }: { $message }
    .hint = check the access of the token's user to this site
matomo-shape = { $method } answered in an unknown form: { $reason }
    .hint = this version of Matomo may be newer than this tool; a recording (--record DIR) helps to find out
matomo-no-sites = the token sees no site
    .hint = ask an administrator to give its user view access
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
matomo-recording = recording { $path }: { $reason }
    .hint = a recording is a folder made by --record, with an index.json
