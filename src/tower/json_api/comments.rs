//! Documents with comments, and the files of comments and to-dos.

use super::document::{Included, List, Resource};
use crate::base::text::SafeText;
use crate::tower::comment::{Attachment, Comment, CommentId, CommentPage};
use crate::tower::html;

/// Reads the page of this number of a to-do's comments.
pub(in crate::tower) fn comment_page(body: &[u8], number: u32) -> serde_json::Result<CommentPage> {
    let list = List::read(body)?;
    Ok(CommentPage {
        comments: list.resources.iter().map(|one| comment(one, &list.included)).collect(),
        pages: list.paging.pages_from(number),
        is_last: list.paging.is_last,
        has_next: list.paging.has_next,
        unreadable: list.unreadable,
    })
}

pub(super) fn comment(one: &Resource, included: &Included) -> Comment {
    Comment {
        id: CommentId(one.id.clone()),
        author: included.member(one, "creator"),
        created: one.moment("created_at"),
        text: one.text("content").and_then(|content| html::text_of(&content)),
        attachments: attachments(one, included),
    }
}

/// The files that came along with something.
pub(super) fn attachments(one: &Resource, included: &Included) -> Vec<Attachment> {
    let attachment = |file: &Resource| Attachment {
        id: file.id.clone(),
        name: file.filled("filename").unwrap_or_else(|| SafeText::line(file.id.as_str(), SafeText::NAME)),
        bytes: file.number("byte_size"),
        kind: file.filled("content_type"),
    };
    included.all(one, "attachments", "attachments").map(attachment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"{"data": [
        {"id": "c1", "type": "comments", "attributes": {"created_at": "1970-01-01T08:00:01.000+08:00",
            "content": "<p><a class=\"tr-mention\" href=\"/members/m2\" rel=\"nofollow\">@林小北</a> 见附件</p>"},
         "relationships": {"creator": {"data": {"id": "m1", "type": "members"}},
            "attachments": {"data": [{"id": "f1", "type": "attachments"}, {"id": "lost", "type": "attachments"}]}}},
        {"id": "c2", "attributes": {"content": null}, "relationships": {"creator": {"data": null}}}, null],
      "included": [{"id": "m1", "type": "members", "attributes": {"nickname": "张伟"}},
        {"id": "f1", "type": "attachments", "attributes": {"filename": "日志\u001b[31m.txt", "byte_size": 1234,
            "content_type": "text/plain", "url": "https://files.example.com/x?Signature=secret"}}],
      "links": {"next": "x?page%5Bnumber%5D=2"}}"#;

    #[test]
    fn a_comment_is_read_with_who_wrote_it_and_its_files() {
        let page = comment_page(PAGE.as_bytes(), 1).unwrap();
        assert_eq!((page.comments.len(), page.is_last, page.unreadable), (2, false, 1));
        let [first, second] = &page.comments[..] else { panic!("{page:?}") };
        let author = first.author.as_ref().and_then(|author| author.name.as_ref());
        assert_eq!(author.map(SafeText::as_str), Some("张伟"));
        assert_eq!(first.text.as_ref().map(SafeText::as_str), Some("@林小北 见附件"));
        let [file] = &first.attachments[..] else { panic!("{first:?}") };
        assert_eq!((file.name.as_str(), file.bytes), ("日志.txt", Some(1234)));
        assert_eq!((&second.author, &second.text, second.created), (&None, &None, None));
        assert!(!format!("{page:?}").contains("secret"), "a signed address is not kept");
    }

    #[test]
    fn t8_08_a_signed_address_in_a_comment_loses_its_signature() {
        let signed = "https://files.example.com/a.png?OSSAccessKeyId=k&amp;Expires=1&amp;Signature=s";
        let content = format!("<p><a href='{signed}'>图</a> {signed} <img src='{signed}' alt='图'></p>");
        let body = format!(r#"{{"data": [{{"id": "c1", "attributes": {{"content": "{content}"}}}}]}}"#);
        let page = comment_page(body.as_bytes(), 1).unwrap();
        let text = page.comments[0].text.as_ref().unwrap().as_str();
        let bare = "https://files.example.com/a.png";
        assert_eq!(text, format!("图 <{bare}> {bare} 图"));
    }

    #[test]
    fn a_comment_of_a_megabyte_is_bounded_and_says_that_it_goes_on() {
        let body = format!(
            r#"{{"data": [{{"id": "c1", "attributes": {{"content": "<p>{}</p>"}}}}]}}"#,
            "很长 ".repeat(150_000)
        );
        let page = comment_page(body.as_bytes(), 1).unwrap();
        let text = page.comments[0].text.as_ref().unwrap().as_str();
        assert!(text.len() <= 64 * 1024 && text.ends_with("\n…"), "{}", text.len());
    }
}
