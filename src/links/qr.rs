//! The QR code of an address.
//!
//! Sources: ISO/IEC 18004:2015 (a border of 4 modules on each side; versions of 17 + 4n modules).

use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use qrcode::{Color, EcLevel, QrCode, Version};

use crate::locale::Text;

/// Light modules around the code, without which a camera does not find it.
const BORDER: usize = 4;
/// Smallest module that a telephone reads in the hand, in tenths of a millimetre: printers and cameras of ordinary
/// quality blur smaller ones.
const SMALLEST: usize = 4;
/// Modules above which a code is hard to scan from a poster, and a short address would help: version 7.
pub const MANY: usize = 45;
/// Pixels of a module, where no size is asked for: sharp on any screen.
const PIXELS: usize = 10;
/// Dots to an inch at which offset printers ask for line art that is no vector.
const DOTS: f64 = 600.0;
const INCH: f64 = 25.4;
/// Pixels of a side that no printer needs more of, so that a size of metres makes no file of gigabytes.
const MOST_PIXELS: usize = 8_000;

/// Black and white whatever the colours of a terminal are called: 16 and 231 are in the fixed part of its palette.
const COLORS: &str = "\u{1b}[38;5;16;48;5;231m";
const RESET: &str = "\u{1b}[0m";

/// Error correction of a QR code: a part of it may be damaged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "UPPER")]
pub enum Level {
    /// 7 %
    L,
    /// 15 %
    #[default]
    M,
    /// 25 %
    Q,
    /// 30 %
    H,
}

impl From<Level> for EcLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::L => Self::L,
            Level::M => Self::M,
            Level::Q => Self::Q,
            Level::H => Self::H,
        }
    }
}

/// A code, with its border.
#[derive(Debug)]
pub struct Code {
    /// Modules of a side, without the border.
    pub modules: usize,
    /// 1 to 40.
    pub version: u64,
    dark: Vec<bool>,
}

/// The code of a text for a terminal, ended by a line end.
pub fn terminal(text: &str, level: Level, color: bool) -> Result<String, Text> {
    Ok(Code::of(text, level)?.text(color))
}

impl Code {
    pub fn of(text: &str, level: Level) -> Result<Self, Text> {
        let code = QrCode::with_error_correction_level(text, level.into())
            .map_err(|_| Text::new("link-qr-long").with("bytes", text.len() as u64))?;
        let version = match code.version() {
            Version::Normal(version) | Version::Micro(version) => version.unsigned_abs().into(),
        };
        let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Ok(Self { modules: code.width(), version, dark })
    }

    /// Modules of a side, with the border.
    pub fn side(&self) -> usize {
        self.modules + 2 * BORDER
    }

    /// The smallest width to print it in, with its border, in millimetres.
    pub fn smallest(&self) -> u64 {
        (self.side() * SMALLEST).div_ceil(10) as u64
    }

    /// Whether the module of a column and a row, from those of the border on, is dark.
    fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(BORDER).filter(|at| *at < self.modules);
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) => self.dark[y * self.modules + x],
            _ => false,
        }
    }

    /// The runs of dark modules: first column, row, length.
    fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs = Vec::new();
        for y in 0..self.side() {
            let mut x = 0;
            while x < self.side() {
                let length = (x..self.side()).take_while(|x| self.is_dark(*x, y)).count();
                if length > 0 {
                    runs.push((x, y, length));
                }
                x += length.max(1);
            }
        }
        runs
    }

    /// As SVG, one unit a module; `size` is its width in millimetres.
    pub fn svg(&self, size: Option<u64>) -> String {
        let side = self.side();
        let size = size.map(|mm| format!(" width=\"{mm}mm\" height=\"{mm}mm\"")).unwrap_or_default();
        let path: String =
            self.runs().iter().map(|(x, y, length)| format!("M{x} {y}h{length}v1h-{length}z")).collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"{size} viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\n\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/>\n<path fill=\"#000\" d=\"{path}\"/>\n</svg>\n"
        )
    }

    /// As PNG, one bit a pixel; `size` is its width in millimetres.
    pub fn png(&self, size: Option<u64>) -> Result<Vec<u8>, png::EncodingError> {
        let wanted = size.map(|mm| (mm as f64 / INCH * DOTS / self.side() as f64).ceil() as usize);
        let module = wanted.unwrap_or(PIXELS).clamp(1, (MOST_PIXELS / self.side()).max(1));
        let pixels = self.side() * module;
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, pixels as u32, pixels as u32);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(BitDepth::One);
        if let Some(mm) = size {
            let dots = (pixels as f64 * 1000.0 / mm as f64).round() as u32;
            encoder.set_pixel_dims(Some(PixelDimensions { xppu: dots, yppu: dots, unit: Unit::Meter }));
        }
        let mut writer = encoder.write_header()?;
        let width = pixels.div_ceil(8);
        let mut image = Vec::with_capacity(width * pixels);
        for y in 0..self.side() {
            let mut row = vec![0u8; width];
            for x in (0..pixels).filter(|x| !self.is_dark(x / module, y)) {
                row[x / 8] |= 0x80 >> (x % 8);
            }
            (0..module).for_each(|_| image.extend_from_slice(&row));
        }
        writer.write_image_data(&image)?;
        writer.finish()?;
        Ok(bytes)
    }

    /// As text, two rows a line. With `color` both colours are set, so that it can be scanned whatever those of the
    /// terminal are; without, it is for dark letters on a light page.
    pub fn text(&self, color: bool) -> String {
        let (begin, end) = if color { (COLORS, RESET) } else { ("", "") };
        let mut text = String::new();
        for y in (0..self.side()).step_by(2) {
            text.push_str(begin);
            text.extend((0..self.side()).map(|x| match (self.is_dark(x, y), self.is_dark(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            }));
            text.push_str(end);
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://registre.example.fr/?utm_source=kakemono&utm_medium=qr&utm_campaign=2026-10-forum&utm_id=c8wn5b";

    /// What a camera reads of an image of `side` pixels, of which `is_dark` says the dark ones.
    fn scanned(side: usize, is_dark: impl Fn(usize, usize) -> bool) -> Option<String> {
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(
                side,
                side,
                |x, y| if is_dark(x, y) { 0 } else { 255 },
            );
        let grids = image.detect_grids();
        grids.first().and_then(|grid| grid.decode().ok()).map(|(_, text)| text)
    }

    #[test]
    fn each_level_can_be_scanned() {
        for level in [Level::L, Level::M, Level::Q, Level::H] {
            let code = Code::of(URL, level).unwrap();
            let read = scanned(code.side() * 4, |x, y| code.is_dark(x / 4, y / 4));
            assert_eq!(read.as_deref(), Some(URL), "{level:?}");
        }
    }

    #[test]
    fn sizes_are_those_of_the_standard() {
        let code = Code::of(URL, Level::M).unwrap();
        assert_eq!(code.modules as u64, 17 + 4 * code.version);
        assert_eq!(code.side(), code.modules + 8);
        assert_eq!(
            Code::of("https://s.example.fr/k", Level::M).unwrap().smallest(),
            14,
            "33 modules of 0.4 mm"
        );
    }

    #[test]
    fn what_fits_into_no_code_is_refused() {
        let Err(text) = Code::of(&"x".repeat(3000), Level::H) else { panic!("3,000 bytes in a code") };
        assert_eq!(text, Text::new("link-qr-long").with("bytes", 3000));
    }

    #[test]
    fn a_size_of_metres_makes_no_huge_file() {
        let bytes = Code::of(URL, Level::M).unwrap().png(Some(10_000)).unwrap();
        assert!(bytes.len() < 2_000_000, "{}", bytes.len());
    }
}
