//! One call of the API, with the parameters it needs.

use std::collections::BTreeMap;

use crate::api::{DIRECT, Form, Method};
use crate::period::{Period, Unit, Window};

/// The plugin that reports sources and mediums.
const PLUGIN: &str = "MarketingCampaignsReporting";

/// One call of one API method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    pub params: BTreeMap<&'static str, String>,
}

impl Request {
    fn new(method: Method) -> Self {
        Self { method, params: BTreeMap::new() }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.params.insert(name, value.into());
        self
    }

    /// What is asked about a site: a report over the window, one of its last period, or what has no period.
    pub fn of_site(method: Method, site: u64, window: &Window) -> Self {
        match (method.form(), window.periods.last()) {
            (Form::Metrics | Form::Tables, _) => {
                let request = Self::report(method, site, window.unit, window.date_param());
                // `flat=1` would lose visits.
                if method.is_expanded() { request.with("expanded", "1") } else { request }.with_columns()
            }
            (Form::Table, Some(last)) => Self::table(method, site, window.unit, *last),
            (Form::Value | Form::Table, _) => Self::new(method).with("idSite", site.to_string()),
        }
    }

    /// What is asked about the instance.
    pub fn of_instance(method: Method) -> Self {
        match method {
            Method::IsPluginActivated => Self::new(method).with("pluginName", PLUGIN),
            _ => Self::new(method),
        }
    }

    /// A report with all columns, one of which is a block of metrics per goal.
    pub fn with_goals(method: Method, site: u64, window: &Window) -> Self {
        let request = Self::report(method, site, window.unit, window.date_param());
        match method {
            // The channel types have the block in any case.
            Method::ChannelTypes => request,
            _ => request.with("filter_update_columns_when_show_all_goals", "1"),
        }
    }

    /// Entry pages of the direct visits of one period: a segmented report.
    pub fn direct_entry_pages(site: u64, unit: Unit, period: Period) -> Self {
        Self::table(Method::EntryPages, site, unit, period).with("segment", DIRECT)
    }

    fn report(method: Method, site: u64, unit: Unit, date: String) -> Self {
        Self::new(method)
            .with("idSite", site.to_string())
            .with("period", unit.id())
            .with("date", date)
            // The default is the first 100 rows, unsorted for campaigns.
            .with("filter_limit", "-1")
            // Otherwise numbers are text such as "13,33 %".
            .with("format_metrics", "0")
            // Matomo 6 adds columns that nobody reads here.
            .with("percent_of_total", "0")
    }

    fn table(method: Method, site: u64, unit: Unit, period: Period) -> Self {
        Self::report(method, site, unit, period.from.to_string()).with("flat", "1").with_columns()
    }

    fn with_columns(self) -> Self {
        match self.method.columns() {
            Some(columns) => self.with("showColumns", columns),
            None => self,
        }
    }

    /// `method=…&idSite=…`, encoded once.
    pub fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("method", self.method.name());
        query.extend_pairs(&self.params);
        query.finish()
    }
}
