//! Fetches a code from the built-in Tower the way a person with a browser would: open the page, approve,
//! read the code off the page that follows.

use url::Url;

use crate::base::secret::Secret;
use crate::runtime::network::http::Api;

/// The code that the page at `authorize_url` leads to.
pub(in crate::runtime) async fn fetch(api: &Api, authorize_url: &str) -> Result<Secret, String> {
    let client = api.local().await.map_err(|lost| format!("{lost:?}"))?;
    let page = Url::parse(authorize_url).map_err(|error| error.to_string())?;
    let fields: Vec<(String, String)> = page.query_pairs().into_owned().collect();
    let mut form = page.clone();
    form.set_query(None);
    let said = |error: reqwest::Error| error.without_url().to_string();
    let consent = client.post(form.clone()).form(&fields).send().await.map_err(said)?;
    let location = consent.headers().get(reqwest::header::LOCATION).and_then(|value| value.to_str().ok());
    let next = location.and_then(|location| form.join(location).ok()).ok_or("no page followed")?;
    let shown = client.get(next).send().await.map_err(said)?.text().await.map_err(said)?;
    code_on(&shown).map(Secret::new).ok_or_else(|| "no code was shown".to_owned())
}

/// The code on the page that shows it.
fn code_on(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("<code id=\"authorization_code\">")?;
    rest.split_once("</code>").map(|(code, _)| code)
}
