//! Reading what was sent, within a size and a time.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use bytes::Bytes;
use http_body_util::{BodyExt, Limited};

use crate::fault::Fault;
use crate::fields::{Fields, Uploaded};
use crate::route::{Kind, Route};

/// So long a body may take to arrive; a large one on a village's line.
const FORM_SECONDS: u64 = 30;
const UPLOAD_SECONDS: u64 = 300;
const UPLOAD: usize = 1024 * 1024;

/// Reads a body into fields and a file.
pub(crate) async fn read(route: &Route, headers: &HeaderMap, body: Body) -> Result<(Fields, Option<Uploaded>), Fault> {
    if route.method.is_safe() {
        return Ok((Fields::default(), None));
    }
    let seconds = if route.most_bytes > UPLOAD { UPLOAD_SECONDS } else { FORM_SECONDS };
    let collected = Limited::new(body, route.most_bytes).collect();
    let bytes = match tokio::time::timeout(Duration::from_secs(seconds), collected).await {
        Err(_) => return Err(Fault::refused(StatusCode::REQUEST_TIMEOUT, "web-fault-slow", &[])),
        Ok(Err(_)) => {
            let limit = (route.most_bytes >> 20).to_string();
            return Err(Fault::refused(StatusCode::PAYLOAD_TOO_LARGE, route.too_large, &[("limit", &limit)]));
        }
        Ok(Ok(collected)) => collected.to_bytes(),
    };
    let mime = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if let Ok(boundary) = multer::parse_boundary(mime) {
        return multipart(bytes, boundary).await;
    }
    if bytes.is_empty() {
        return Ok((Fields::default(), None));
    }
    // Programs send what the description says.
    if mime.starts_with("application/x-www-form-urlencoded") && route.kind != Kind::Api {
        return Ok((Fields::of_form(&bytes), None));
    }
    if mime.starts_with("application/json") {
        return json(&bytes).map(|fields| (fields, None));
    }
    if route.kind == Kind::Api && route.most_bytes > UPLOAD {
        return Ok((Fields::default(), Some(Uploaded { name: String::new(), bytes })));
    }
    Err(Fault::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "web-fault-media", &[]))
}

fn json(bytes: &[u8]) -> Result<Fields, Fault> {
    let value: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
    value
        .as_ref()
        .and_then(Fields::of_json)
        .ok_or_else(|| Fault::refused(StatusCode::BAD_REQUEST, "web-fault-json", &[]))
}

async fn multipart(bytes: Bytes, boundary: String) -> Result<(Fields, Option<Uploaded>), Fault> {
    let broken = |_| Fault::refused(StatusCode::BAD_REQUEST, "web-fault-form", &[]);
    let stream = std::iter::once(Ok::<_, std::convert::Infallible>(bytes));
    let mut parts = multer::Multipart::new(Once(stream), boundary);
    let (mut fields, mut file) = (Fields::default(), None);
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        if let Some(given) = part.file_name() {
            let given = given.to_owned();
            let bytes = part.bytes().await.map_err(broken)?;
            // A form sent without a file has an empty one.
            if !(given.is_empty() && bytes.is_empty()) {
                file.get_or_insert(Uploaded { name: given, bytes });
            }
        } else {
            fields.push(name, part.text().await.map_err(broken)?);
        }
    }
    Ok((fields, file))
}

/// A stream of what an iterator gives.
struct Once<I>(I);

impl<I: Iterator + Unpin> futures_core::Stream for Once<I> {
    type Item = I::Item;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.next())
    }
}
