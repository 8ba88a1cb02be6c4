//! Who is asking: a token or a name and password, from the environment, the URL or a netrc file.
//! They are never shown and never sent to another host than the endpoint's.

use super::RemoteError;
use super::address::{Address, host};
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

/// The value of an `Authorization` header and where it is from.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    header: String,
    origin: String,
}

impl Credentials {
    /// A name and a password.
    pub fn basic(user: &str, password: &str, origin: &str) -> Credentials {
        Credentials {
            header: format!("Basic {}", base64(format!("{user}:{password}").as_bytes())),
            origin: origin.to_owned(),
        }
    }

    /// A bearer token.
    fn bearer(token: &str, origin: &str) -> Credentials {
        Credentials {
            header: format!("Bearer {token}"),
            origin: origin.to_owned(),
        }
    }

    /// The header's value.
    pub fn header(&self) -> &str {
        &self.header
    }

    /// Where they are from: "EXPOGRAPH_TOKEN", a file.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credentials(from {})", self.origin)
    }
}

/// The credentials for an endpoint: `EXPOGRAPH_TOKEN`; `EXPOGRAPH_USER` and `EXPOGRAPH_PASSWORD`;
/// those of the URL; those for its host in the netrc file, which is `NETRC` or `~/.netrc`.
///
/// # Errors
/// If half of them is missing, or they cannot be sent or read.
pub fn find(
    address: &Address,
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<Option<Credentials>, RemoteError> {
    let wrong = |problem: String| RemoteError::Credentials { problem };
    let text = |name: &str| match variable(name).filter(|value| !value.is_empty()) {
        None => Ok(None),
        Some(value) => match value.into_string() {
            Ok(text) if !text.contains(char::is_control) => Ok(Some(text)),
            _ => Err(wrong(format!("{name} in the environment is no plain text"))),
        },
    };
    if let Some(token) = text("EXPOGRAPH_TOKEN")? {
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            let problem = "EXPOGRAPH_TOKEN has characters that no token has".to_owned();
            return Err(wrong(problem));
        }
        return Ok(Some(Credentials::bearer(&token, "EXPOGRAPH_TOKEN")));
    }
    match (text("EXPOGRAPH_USER")?, text("EXPOGRAPH_PASSWORD")?) {
        (Some(user), password) => {
            let password = password.unwrap_or_default();
            let found = Credentials::basic(&user, &password, "EXPOGRAPH_USER");
            return Ok(Some(found));
        }
        (None, Some(_)) => {
            let problem = "EXPOGRAPH_PASSWORD is set, EXPOGRAPH_USER is not".to_owned();
            return Err(wrong(problem));
        }
        (None, None) => {}
    }
    if let Some(login) = address.login() {
        return Ok(Some(login.clone()));
    }
    let filled = |name: &str| variable(name).filter(|value| !value.is_empty());
    let (file, is_asked_for) = match (filled("NETRC"), filled("HOME").or(filled("USERPROFILE"))) {
        (Some(file), _) => (PathBuf::from(file), true),
        (None, Some(home)) => (PathBuf::from(home).join(".netrc"), false),
        (None, None) => return Ok(None),
    };
    match std::fs::read_to_string(&file) {
        Ok(text) => Ok(entry(&text, host(address.url())).map(|(user, password)| {
            Credentials::basic(&user, &password, &file.display().to_string())
        })),
        Err(error) if is_asked_for => Err(wrong(format!("{}: {error}", file.display()))),
        Err(_) => Ok(None),
    }
}

/// Name and password for a host in the text of a netrc file; the first entry that fits.
fn entry(text: &str, host: &str) -> Option<(String, String)> {
    let mut found: Option<(String, String)> = None;
    let mut fits = false;
    let mut words = words(text).into_iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "machine" | "default" if fits && found.is_some() => break,
            "machine" => {
                fits = words
                    .next()
                    .is_some_and(|name| name.eq_ignore_ascii_case(host))
            }
            "default" => fits = true,
            "login" | "password" | "account" => {
                let value = words.next()?;
                if fits && word != "account" {
                    let (user, password) = found.get_or_insert_default();
                    *(if word == "login" { user } else { password }) = value;
                }
            }
            _ => {}
        }
    }
    found
}

/// The words of a netrc file: parted by white space, in quotes where they hold some; without
/// comments and macros.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut in_macro = false;
    for line in text.lines() {
        in_macro &= !line.trim().is_empty();
        let mut rest = line.trim_start();
        while !rest.is_empty() && !rest.starts_with('#') && !in_macro {
            let (word, after) = word(rest);
            rest = after.trim_start();
            in_macro = word == "macdef";
            words.push(word);
        }
    }
    words.retain(|word| word != "macdef");
    words
}

fn word(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    let mut word = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (word, &quoted[at + 1..]),
            '\\' => word.extend(chars.next().map(|(_, c)| c)),
            c => word.push(c),
        }
    }
    (word, "")
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4 {
            if digit <= chunk.len() {
                let index = (bits >> (18 - 6 * digit)) & 63;
                text.push(char::from(DIGITS[index as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(url: &str, variables: &[(&str, &str)]) -> Result<Option<String>, RemoteError> {
        let address = Address::parse(url).unwrap();
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name)?;
            Some(OsString::from(found.1))
        };
        Ok(find(&address, variable)?.map(|found| found.header().to_owned()))
    }

    #[test]
    fn base64_as_in_its_specification() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("Aladdin:open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            ("\u{7ff}\u{7ff}>?", "37/fvz4/"),
        ] {
            assert_eq!(base64(plain.as_bytes()), encoded, "{plain}");
        }
    }

    #[test]
    fn the_environment_then_the_url_then_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let netrc = folder.path().join("netrc");
        let text = "# own\nmachine other.org login x password y\nmachine example.org\n  login ann # hers\n  password \"a b\\\"c\"\nmacdef init\nmachine example.org login no password no\n\ndefault login anyone password p\n";
        std::fs::write(&netrc, text).unwrap();
        let file = ("NETRC", netrc.to_str().unwrap());
        let plain = "http://example.org/sparql";
        let basic = |login: &str| Some(format!("Basic {}", base64(login.as_bytes())));
        assert_eq!(found(plain, &[]).unwrap(), None);
        assert_eq!(found(plain, &[file]).unwrap(), basic("ann:a b\"c"));
        assert_eq!(found("http://no.org/", &[file]).unwrap(), basic("anyone:p"));
        let url = "http://bob:b@example.org/sparql";
        assert_eq!(found(url, &[file]).unwrap(), basic("bob:b"));
        let user = [("EXPOGRAPH_USER", "eve"), ("EXPOGRAPH_PASSWORD", "e"), file];
        assert_eq!(found(url, &user).unwrap(), basic("eve:e"));
        let token = ("EXPOGRAPH_TOKEN", "abc");
        let both = [token, user[0], user[1]];
        assert_eq!(found(url, &both).unwrap().unwrap(), "Bearer abc");
        std::fs::rename(&netrc, folder.path().join(".netrc")).unwrap();
        let home = [("HOME", folder.path().to_str().unwrap())];
        assert_eq!(found(plain, &home).unwrap(), basic("ann:a b\"c"));
    }

    #[test]
    fn half_a_login_is_an_error_that_shows_nothing() {
        for variables in [
            [("EXPOGRAPH_PASSWORD", "hidden")],
            [("EXPOGRAPH_TOKEN", "hid\nden")],
            [("EXPOGRAPH_TOKEN", "hid den")],
            [("NETRC", "/nowhere/netrc")],
        ] {
            let error = found("http://example.org/", &variables).unwrap_err();
            assert!(!error.to_string().contains("hid"), "{error}");
        }
        let shown = format!("{:?}", Credentials::basic("ann", "hidden", "the URL"));
        assert!(!shown.contains("hidden") && !shown.contains(&base64(b"ann:hidden")));
    }
}
