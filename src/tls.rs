//! Certificates that are trusted besides those of the system.

use std::sync::LazyLock;

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::client::Certificate as MailCertificate;
use reqwest::Certificate as HttpCertificate;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

/// Not so where what it has cannot be read: whom an administrator trusts is then not known.
#[cfg(all(unix, not(target_vendor = "apple")))]
static SYSTEM_HAS_NONE: LazyLock<bool> = LazyLock::new(|| {
    let found = rustls_native_certs::load_native_certs();
    found.certs.is_empty() && found.errors.is_empty()
});
/// Windows and macOS have their own.
#[cfg(not(all(unix, not(target_vendor = "apple"))))]
static SYSTEM_HAS_NONE: LazyLock<bool> = LazyLock::new(|| false);

#[derive(Debug, Clone)]
pub struct Certificates(Vec<CertificateDer<'static>>);

impl Certificates {
    /// The certificates of a text in PEM; `None` when it has none, or a broken one.
    pub fn from_pem(pem: &[u8]) -> Option<Self> {
        let all: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().ok()?;
        (!all.is_empty()).then_some(Self(all))
    }

    /// What is trusted besides the system's: what the configuration names, and Mozilla's authorities where the
    /// system has none, as in a container that holds this program alone.
    pub fn besides_the_system(configured: Option<&Self>) -> Self {
        let mut all = configured.map(|configured| configured.0.clone()).unwrap_or_default();
        if *SYSTEM_HAS_NONE {
            all.extend_from_slice(webpki_root_certs::TLS_SERVER_ROOT_CERTS);
        }
        Self(all)
    }

    pub fn for_http(&self) -> reqwest::Result<Vec<HttpCertificate>> {
        self.0.iter().map(|der| HttpCertificate::from_der(der)).collect()
    }

    pub fn for_mail(&self) -> Result<Vec<MailCertificate>, SmtpError> {
        self.0.iter().map(|der| MailCertificate::from_der(der.to_vec())).collect()
    }
}
