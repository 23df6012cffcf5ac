//! Comments and files of a to-do, with the irregular HTML that editors produce.

use serde_json::json;

use super::document::{Resource, many, one};
use crate::demo::world::{Team, Todo, author, written_at};

/// `/members/0` stands for the account's own member.
const COMMENTS: [&str; 12] = [
    "<p>收到 &amp; 处理中</p>",
    "<p><a class=\"tr-mention\" href=\"/members/0\" rel=\"nofollow\">@林小北</a> 请看一下</p>",
    "<p>日志:</p><pre>GET /login 302\n\u{1b}[31mERROR\u{1b}[0m timeout</pre>",
    "<ul><li>安卓 14</li><li>iOS 18</li></ul>",
    "好的 👍",
    "<p><p>昨天的版本还能复现, <b>今天的<i>不行了</b></i></p></p>",
    "<div>截图:<br><br><br><img src=\"https://files.example.com/s.png?Expires=1&amp;Signature=made-up\" alt=\"登录页.png\"></div>",
    "见 <a href=\"https://files.example.com/a.log?OSSAccessKeyId=made-up&amp;Expires=1&amp;Signature=made-up\">a.log</a>",
    "<blockquote>什么时候能好?</blockquote><p>周四之前&nbsp;&nbsp;🙏</p>",
    "<a href=\"/members/0\" data-mention=\"true\">林小北</a>：if a < b && c > d 的分支没有覆盖<script>alert(1)</script>",
    "<table><tr><td>机型</td><td>耗时</td></tr><tr><td>Pixel 9</td><td>1.1s</td></tr></table>",
    "<p>已合并到 <code>main</code> <!-- 机器人 --></p>",
];

/// Name, kind, bytes, width and height of the files there are.
const FILES: [(&str, &str, u64, u64, u64); 4] = [
    ("登录日志.txt", "text/plain", 18_204, 0, 0),
    ("复现录屏 (安卓 14).mp4", "video/mp4", 48_210_334, 1080, 2340),
    ("设计稿 v3.png", "image/png", 1_482_011, 2880, 1800),
    ("验收清单.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 39_418, 0, 0),
];

/// Which comment has a file: every so many of them.
const WITH_FILE: usize = 5;

/// The comments of a to-do.
pub(super) fn comments(team: &Team, place: usize, todo: &Todo) -> impl Iterator<Item = Resource> {
    let own = format!("/members/{}", team.person(team.own_place()).id);
    (0..todo.comments).map(move |nth| {
        let content = COMMENTS.get((nth + place) % COMMENTS.len()).copied().unwrap_or_default();
        let at = json!(written_at(todo, nth));
        let content = json!(content.replace("/members/0", &own));
        let attributes = vec![("content", content), ("created_at", at.clone()), ("updated_at", at)];
        let files = has_file(nth).then(|| file_id(team, place, todo.attachments + nth));
        Resource::new("comments", &comment_id(team, place, nth), attributes).related(vec![
            ("creator", one("members", &team.person(author(team, todo, nth)).id)),
            ("attachments", many("attachments", files)),
        ])
    })
}

/// The ids of the comments of a to-do.
pub(super) fn ids(team: &Team, place: usize, todo: &Todo) -> impl Iterator<Item = String> {
    (0..todo.comments).map(move |nth| comment_id(team, place, nth))
}

/// Who wrote the comments of a to-do.
pub(super) fn authors(team: &Team, todo: &Todo) -> impl Iterator<Item = usize> {
    (0..todo.comments).map(move |nth| author(team, todo, nth))
}

fn comment_id(team: &Team, todo: usize, nth: usize) -> String {
    team.rng.id("comment", (team.place << 40) + ((todo as u64) << 8) + nth as u64)
}

const fn has_file(nth: usize) -> bool {
    nth % WITH_FILE == WITH_FILE - 1
}

fn file_id(team: &Team, todo: usize, nth: usize) -> String {
    team.rng.id("file", (team.place << 40) + ((todo as u64) << 8) + nth as u64)
}

/// The ids of the files that hang on a to-do itself.
pub(super) fn file_ids(team: &Team, place: usize, todo: &Todo) -> impl Iterator<Item = String> {
    (0..todo.attachments).map(move |nth| file_id(team, place, nth))
}

/// The files of a to-do and of its comments, at addresses that are signed.
pub(super) fn files(team: &Team, place: usize, todo: &Todo) -> Vec<Resource> {
    let of_comments = (0..todo.comments).filter(|nth| has_file(*nth)).map(|nth| todo.attachments + nth);
    let file = |nth: usize| {
        let (name, kind, bytes, width, height) =
            FILES.get((nth + place) % FILES.len()).copied().unwrap_or_default();
        let id = file_id(team, place, nth);
        let url =
            format!("https://files.example.com/{id}?OSSAccessKeyId=made-up&Expires=1&Signature=made-up");
        let attributes = vec![
            ("content_type", json!(kind)),
            ("byte_size", json!(bytes)),
            ("width", json!(width)),
            ("height", json!(height)),
            ("created_at", json!(todo.created_at)),
            ("filename", json!(name)),
            ("icon_url", json!(url)),
            ("url", json!(url)),
        ];
        let creator = one("members", &team.person(todo.creator).id);
        Resource::new("attachments", &id, attributes).related(vec![("creator", creator)])
    };
    (0..todo.attachments).chain(of_comments).map(file).collect()
}
