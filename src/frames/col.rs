//! Names of all columns, those of the reports and those that are computed.

pub const SITE: &str = "site";
/// Index of the period in the site's window, oldest first.
pub const PERIOD: &str = "period";
/// The row of the frame of visits that has the same site and period.
pub const ROW: &str = "row";
pub const VISITS: &str = "visits";
pub const CONVERTED: &str = "converted";
pub const CONVERSIONS: &str = "conversions";
pub const REVENUE: &str = "revenue";
/// Matomo's id of a channel type.
pub const TYPE: &str = "type";
pub const HOST: &str = "host";
pub const NAME: &str = "name";
pub const KEYWORD: &str = "keyword";
pub const SOURCE: &str = "source";
pub const MEDIUM: &str = "medium";
/// Whether the row's label has a source beside a medium that the site has: else what is before and behind the separator
/// is a guess.
pub const SPLIT: &str = "split";
/// Scheme and host of a page.
pub const URL: &str = "url";
pub const PATH: &str = "path";
pub const QUERY: &str = "query";
pub const SEGMENT: &str = "segment";
/// Whether the row sums what is beyond Matomo's limit of rows.
pub const SUMMARY: &str = "summary";
/// Whether the row stands below the one of its campaign.
pub const BELOW: &str = "below";

// What a label means.

/// Id of the channel, or null.
pub const CHANNEL: &str = "channel";
/// Whether the campaign's name alone tells the channel.
pub const GUESSED: &str = "guessed";
/// Whether the row's visits have a type and still name no action.
pub const UNKNOWN: &str = "unknown";
/// Whether Matomo hides the campaign's name by policy.
pub const MASKED: &str = "masked";
/// Whether the name holds personal data.
pub const PERSONAL: &str = "personal";
/// A number for the campaign's name as a database compares it.
pub const FOLDED: &str = "folded";

/// A number for the site and the label.
pub const GROUP: &str = "group";

// What was delivered of a period.

/// Whether the channel types lack more visits than may be missing.
pub const INCOMPLETE: &str = "incomplete";
/// Whether one of the reports behind the channels does.
pub const PARTIAL: &str = "partial";
/// Visits of a channel type that no row of its own report has.
pub const WEBSITES_MISSING: &str = "websites_missing";
pub const SOCIALS_MISSING: &str = "socials_missing";
pub const CAMPAIGNS_MISSING: &str = "campaigns_missing";
/// Visits in the reports of the plugin.
pub const OF_MEDIUMS: &str = "of_mediums";
pub const OF_TAGS: &str = "of_tags";
pub const OF_TAGS_WITH_MEDIUM: &str = "of_tags_with_medium";

// Visits of a period.

/// By channel type.
pub const DIRECT: &str = "direct";
pub const SEARCH: &str = "search";
pub const WEBSITE: &str = "website";
pub const CAMPAIGN: &str = "campaign";
pub const SOCIAL: &str = "social";
pub const AI: &str = "ai";
/// Of types that this version does not know.
pub const OTHER: &str = "other";
/// Sum of the channel types.
pub const TYPED: &str = "typed";
/// Visits without any type.
pub const UNCOUNTED: &str = "uncounted";
/// The larger of the summary's visits and the sum of the types.
pub const ALL: &str = "all";
pub const WEBSITES_UNKNOWN: &str = "websites_unknown";
pub const CAMPAIGNS_UNKNOWN: &str = "campaigns_unknown";
pub const UNTRACKED: &str = "untracked";
pub const TAGGED: &str = "tagged";
pub const SHARE: &str = "share";
pub const DIRECT_SHARE: &str = "direct_share";
pub const CHANGE: &str = "change";
pub const MEDIAN: &str = "median";
/// Whether tags can be measured in a period, and visits of such periods.
pub const MEASURABLE: &str = "measurable";
/// Whether a period is its site's last, and visits of it.
pub const LAST: &str = "last";
/// The same of the period before.
pub const PREVIOUS: &str = "previous";

// Sums by label.

/// The period of a row with visits.
pub const SEEN_IN: &str = "seen_in";
/// The first and the latest period with visits of a label.
pub const FIRST: &str = "first";
pub const LATEST: &str = "latest";
/// Its periods, and its visits in each of them.
pub const PERIODS: &str = "periods";
pub const BY_PERIOD: &str = "by_period";
/// Conversions and converted visits of the last period.
pub const LAST_CONVERSIONS: &str = "last_conversions";
pub const LAST_CONVERTED: &str = "last_converted";
/// Whether a campaign's name names an action.
pub const USABLE: &str = "usable";
/// Visits that other rows tell of.
pub const SEEN: &str = "seen";
/// Visits of links that are paid for.
pub const PAID: &str = "paid";
/// Matomo's name of a report.
pub const REPORT: &str = "report";
