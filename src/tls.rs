//! Certificates that are trusted besides those of the system.

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::client::Certificate as MailCertificate;
use reqwest::Certificate as HttpCertificate;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

#[derive(Debug, Clone)]
pub struct Certificates(Vec<CertificateDer<'static>>);

impl Certificates {
    /// The certificates of a text in PEM; `None` when it has none, or a broken one.
    pub fn from_pem(pem: &[u8]) -> Option<Self> {
        let all: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().ok()?;
        (!all.is_empty()).then_some(Self(all))
    }

    pub fn for_http(&self) -> reqwest::Result<Vec<HttpCertificate>> {
        self.0.iter().map(|der| HttpCertificate::from_der(der)).collect()
    }

    pub fn for_mail(&self) -> Result<Vec<MailCertificate>, SmtpError> {
        self.0.iter().map(|der| MailCertificate::from_der(der.to_vec())).collect()
    }
}
