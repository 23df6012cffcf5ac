//! Every screen that `snapshot` prints is arranged as it was designed: what is where, in cells.

use tower_tui::base::measure::width;

use crate::snapshot::rows;

/// In any row, or in any column.
const ANY: i16 = i16::MAX;

/// Something on a design: in which row, at which cell, and what. Negative rows count from below; at a negative
/// column ends what is so many cells from the right.
type Part = (i16, i16, &'static str);

const HEAD_EN: [Part; 2] = [(0, 1, "tower-tui  云端科技 › Members"), (1, 0, "┌─ Members ─")];
const HEAD_ZH: [Part; 2] = [(0, 1, "tower-tui  云端科技 › 成员"), (1, 0, "┌─ 成员 ─")];

const COLUMNS_EN: [Part; 5] =
    [(2, 2, "Name"), (2, 23, "Role"), (2, 32, "Groups"), (2, 49, "Phone"), (2, 65, "Note")];
const COLUMNS_ZH: [Part; 5] =
    [(2, 2, "姓名"), (2, 23, "角色"), (2, 32, "分组"), (2, 49, "电话"), (2, 65, "备注")];

/// The first member, and the selected one.
const PEOPLE: [Part; 2] = [(3, 0, "│ 张伟 "), (5, 0, "│›曾国栋 ")];

/// The detail below the table, and beside it.
const BELOW: [Part; 5] =
    [(1, -1, "3/122 ─┐"), (14, 0, "└─"), (14, -1, "─┘"), (15, 0, "┌─ 曾国栋 ─"), (-2, 0, "└─")];
const BESIDE: [Part; 3] = [(1, 70, "3/122 ─┐┌─ 曾国栋 ─"), (1, -1, "─┐"), (-2, 76, "─┘└─")];

const LOGIN_EN: [Part; 4] = [
    (0, 1, "tower-tui  Sign in"),
    (2, 0, "1  Open this in a browser, sign in to Tower and approve"),
    (3, 0, "https://tower.im/oauth/authorize?client_id="),
    (-1, -2, "signed out"),
];
const LOGIN_ZH: [Part; 4] = [
    (0, 1, "tower-tui  登录"),
    (2, 0, "1  在浏览器打开，登录 Tower，同意授权"),
    (3, 0, "https://tower.im/oauth/authorize?client_id="),
    (-1, -2, "未登录"),
];

/// A screen as it was designed: which, size, language, and where what stands on it.
type Design = (&'static str, &'static str, &'static str, &'static [&'static [Part]]);

/// All designs.
const DESIGNS: [Design; 33] = [
    (
        "first-run",
        "120x40",
        "zh-CN",
        &[&[
            (0, 1, "tower-tui  欢迎 › 首次设置"),
            (0, -2, "0.1.0"),
            (2, 12, "┌─ 设置"),
            (ANY, -13, "─┘"),
            (-1, 1, "Tab 下一项  Enter 继续"),
            (-1, -2, "未登录"),
        ]],
    ),
    (
        "first-run",
        "80x24",
        "en",
        &[&[
            (0, 1, "tower-tui  Welcome › first run"),
            (0, -2, "0.1.0"),
            (2, 2, "┌─ Set up"),
            (3, 4, "tower-tui shows your Tower team in the terminal. It is read-only."),
            (ANY, 4, "[ Continue ]   [ Try the demo ]   [ Quit ]"),
            (ANY, -3, "─┘"),
            (-1, 1, "Tab next  Enter continue"),
            (-1, -2, "signed out"),
        ]],
    ),
    (
        "first-run",
        "80x24",
        "zh-CN",
        &[&[
            (2, 2, "┌─ 设置"),
            (8, 4, "授权方式         (x) tower.im 直连"),
            (ANY, 4, "应用 ID          [ 7f3c9e"),
            (ANY, 4, "[ 继续 ]   [ 先看演示 ]   [ 退出 ]"),
        ]],
    ),
    (
        "session",
        "120x40",
        "en",
        &[
            &HEAD_EN,
            &COLUMNS_EN,
            &PEOPLE,
            &BESIDE,
            &[
                (ANY, ANY, "┌─ Session ─"),
                (ANY, ANY, "│ Account       lin@example.com "),
                (ANY, ANY, "│ Token         expires in 1:59:47 (16:42:29) "),
                (ANY, ANY, "─ Esc closes ─┘"),
            ],
        ],
    ),
    (
        "session",
        "80x24",
        "zh-CN",
        &[&[
            (ANY, ANY, "┌─ 会话 ─"),
            (ANY, ANY, "│ 账号      lin@example.com "),
            (ANY, ANY, "│ 令牌      1:59:47 后到期 (16:42:29) "),
            (ANY, ANY, "─ Esc 关闭 ─┘"),
            (-1, -2, "令牌 1:59:47"),
        ]],
    ),
    ("login", "120x40", "zh-CN", &[&LOGIN_ZH, &[(0, -2, "0.1.0"), (5, 3, "Enter 打开浏览器   y 复制")]]),
    (
        "login",
        "80x24",
        "en",
        &[
            &LOGIN_EN,
            &[
                (6, 3, "Enter open browser   y copy   u print address   w QR code"),
                (9, 0, "2  Paste the code that Tower shows"),
                (10, 3, "[ "),
                (12, 3, "You can paste the whole address; spaces and line breaks are removed."),
                (-1, 1, "Enter open  y copy  u print"),
            ],
        ],
    ),
    ("two-step", "120x40", "en", &[&LOGIN_EN, &[(ANY, 0, "3  Two-step code"), (ANY, 3, "[ 482")]]),
    (
        "two-step",
        "80x24",
        "zh-CN",
        &[
            &LOGIN_ZH,
            &[
                (9, 0, "2  粘贴 Tower 给出的授权码  ✓"),
                (10, 3, "[ 3b9f40aa⋯e1  (64 字符) "),
                (ANY, 0, "3  两步验证"),
                (ANY, 3, "[ 482"),
                (-1, 1, "Enter 继续  Esc"),
            ],
        ],
    ),
    (
        "teams",
        "120x40",
        "en",
        &[&[
            (0, 1, "tower-tui  Choose a team"),
            (2, 20, "┌─ Teams 5 ─"),
            (3, 23, "Name"),
            (4, 20, "│› 云端科技 "),
            (8, 23, "一个名字特别特别长的团队用来测试省略号是否正确显示在这里"),
            (-1, 1, "j/k move  Enter open  / filter  r refresh  ? help"),
        ]],
    ),
    (
        "teams",
        "80x24",
        "zh-CN",
        &[&[
            (0, -2, "林小北"),
            (2, 2, "┌─ 团队 5 ─"),
            (2, -3, "─┐"),
            (3, 5, "名称"),
            (4, 2, "│› 云端科技 "),
            (-1, 1, "j/k 选择  Enter 进入  / 筛选  r 刷新  ? 帮助"),
            (-1, -2, "令牌 1:59:59"),
        ]],
    ),
    (
        "members",
        "120x40",
        "en",
        &[
            &HEAD_EN,
            &COLUMNS_EN,
            &PEOPLE,
            &BESIDE,
            &[
                (0, -2, "updated 12s ago  林小北"),
                (ANY, 80, "Open to-dos 7 "),
                (ANY, -3, " Enter open"),
                (ANY, 80, "!! 修复登录超时"),
                (ANY, -4, "today"),
                (ANY, 83, "升级 Rails 7.2 "),
                (-1, ANY, "Enter to-dos  / filter"),
            ],
        ],
    ),
    (
        "members",
        "20x5",
        "zh-CN",
        &[&[(0, 0, " 成员"), (-1, 1, "? 帮助"), (-1, ANY, "1:59"), (-2, 0, "›曾国栋")]],
    ),
    ("members", "40x10", "en", &[&[(0, 1, "云端科技 › Members"), (0, -2, "3/122"), (-1, -2, "token 1:59")]]),
    (
        "members",
        "40x10",
        "zh-CN",
        &[&[
            (0, 1, "云端科技 › 成员"),
            (0, -2, "3/122"),
            (3, 0, "›曾国栋 "),
            (3, 27, "管理员"),
            (-1, -2, "令牌 1:59"),
        ]],
    ),
    (
        "members",
        "80x24",
        "en",
        &[&HEAD_EN, &COLUMNS_EN, &PEOPLE, &BELOW, &[(0, -2, "updated 12s ago  林小北")]],
    ),
    (
        "members",
        "80x24",
        "zh-CN",
        &[
            &HEAD_ZH,
            &COLUMNS_ZH,
            &PEOPLE,
            &BELOW,
            &[
                (0, -2, "12 秒前更新  林小北"),
                // What there is to do comes first, and what Tower did not say has no row.
                (16, 2, "未完成任务 7：今天 2，接下来 2，以后 1，新任务 2"),
                (17, 2, "!! 修复登录超时"),
                (17, ANY, " (今天)   ! "),
                (18, 2, "角色"),
                (19, 2, "电话"),
                (18, 41, "分组"),
                (19, 41, "邮箱"),
                (-1, ANY, "Enter 任务  / 筛选"),
                (-1, -2, "令牌 1:59:47"),
            ],
        ],
    ),
    (
        "todos",
        "80x24",
        "zh-CN",
        &[&[
            (0, 1, "tower-tui  云端科技 › 成员 › 曾国栋 › 未完成"),
            (0, -2, "3 秒前更新"),
            // The design has 他创建的, which says of everybody that they are a man.
            (1, 0, "┌─ [未完成 7]  已完成  创建的  交办  动态 ─"),
            (1, -1, "─ Tab 切换 ─┐"),
            (2, 0, "│ ▾ 今天 2 "),
            (3, 0, "│› !! #4116 修复登录超时, 用户在两步验证后被登出 "),
            (3, -4, " 今天"),
            (4, 0, "│  !  #5077 测试任务的子任务 "),
            (4, ANY, " 星辰大海 "),
            (4, -4, " 逾期 2 天"),
            (5, 0, "│ ▾ 接下来 2 "),
            (6, 0, "│     #5102 成员导出 CSV, 含中文姓名与 emoji "),
            (8, 0, "│ ▾ 以后 1 "),
            (9, -4, " -"),
            (10, 0, "│ ▾ 新任务 2 "),
            (12, 0, "│     #5132 周报 "),
            (-2, -1, "─ 1/7 ─┘"),
            (-1, 1, "h 返回  Enter 详情"),
        ]],
    ),
    (
        "todos",
        "120x40",
        "en",
        &[&[
            (0, 1, "tower-tui  云端科技 › Members › 曾国栋 › Open"),
            (0, -2, "updated 3s ago"),
            (1, 0, "┌─ [Open 7]  Done  Created  Assigned  Activity ─"),
            (1, 65, "Tab switch ─┐┌─ #4116 ─"),
            (2, 0, "│ ▾ today 2 "),
            (2, 77, "││ 修复登录超时, 用户在两步验证后被"),
            (3, 0, "│› !! #4116 修复登录超时, 用户在两步验证后被登出 "),
            (3, 70, "today  ││"),
            (4, 65, "2d overdue  ││"),
            (ANY, 80, "Priority  highest !!"),
            (ANY, 80, "Project   移动端 › 登录"),
            (ANY, 80, "Due       today 18:00"),
            (ANY, 80, "Labels    缺陷  v12.32"),
            (ANY, 80, "Creator   张伟"),
            (ANY, 80, "Created   3d ago"),
            (ANY, 80, "Description "),
            (ANY, 80, "Subtasks 1/3 "),
            (ANY, 80, "[x] 复现 "),
            (ANY, 80, "[ ] 回归测试 "),
            (-2, 71, " 1/7 ─┘└─"),
            (-2, -1, "─ o browser ─┘"),
            (-1, 1, "h back  Enter detail"),
        ]],
    ),
    (
        "filter",
        "80x24",
        "zh-CN",
        &[&[
            (0, -2, "12 秒前更新  林小北"),
            (1, 1, "/ zg"),
            (1, -2, "2/122  Esc 清除"),
            (2, 0, "┌─ 成员 ─"),
            (2, -1, "1/2 ─┐"),
            (3, 2, "姓名"),
            (4, 0, "│›曾国栋 "),
            (5, 0, "│ 诸葛孔明 "),
            (14, -1, "─┘"),
            (15, 0, "┌─ 曾国栋 ─"),
            (-1, 1, "拼音"),
            (-1, ANY, "Enter 完成"),
        ]],
    ),
    (
        "help",
        "120x40",
        "en",
        &[&HEAD_EN, &[(ANY, ANY, "┌─ Help › members ─"), (ANY, ANY, "  Esc closes ─┘")]],
    ),
    (
        "help",
        "80x24",
        "zh-CN",
        // There are more keys than when it was drawn: it begins a row higher, on the border of the list.
        &[&[
            (0, 1, "tower-tui  云端科技 › 成员"),
            (1, 0, "┌─ 成员 ┌─ 帮助 › 成员 ─"),
            (ANY, ANY, "  Esc 关闭 ─┘"),
        ]],
    ),
    (
        "forbidden",
        "120x40",
        "zh-CN",
        &[
            &HEAD_ZH,
            &[
                (1, -1, "─┐"),
                (ANY, ANY, "! 你没有查看这里的权限 (403)"),
                (ANY, ANY, "t  选择其他团队"),
                (-2, 0, "└─"),
                (-2, -1, "─┘"),
            ],
        ],
    ),
    (
        "refused",
        "80x24",
        "zh-CN",
        &[
            &LOGIN_ZH,
            &[
                (10, 3, "[ 3b9f40aa⋯e1  (64 字符) "),
                (ANY, 3, "! 授权码无效或已用过。授权码只能用一次：重新授权后再粘贴。"),
            ],
        ],
    ),
    (
        "offline",
        "80x24",
        "en",
        &[
            &HEAD_EN,
            &[
                (ANY, ANY, "! Cannot reach Tower"),
                (ANY, ANY, "r  try now"),
                (-2, -1, "─┘"),
                (-1, ANY, "offline"),
            ],
        ],
    ),
    (
        "no-match",
        "80x24",
        "en",
        &[&[
            (1, 1, "/ zzz"),
            (2, 0, "┌─ Members ─"),
            (2, -1, "─ 0 ─┐"),
            (3, 2, "Name"),
            (14, -1, "Esc clears the filter ─┘"),
        ]],
    ),
    (
        "loading",
        "80x24",
        "zh-CN",
        &[&HEAD_ZH, &COLUMNS_ZH, &[(1, -1, "─ 0 ─┐"), (-2, -1, "正在加载成员⋯ 4 秒  Esc 取消 ─┘")]],
    ),
    (
        "partial",
        "80x24",
        "zh-CN",
        &[&COLUMNS_ZH, &[(14, ANY, "已加载 200"), (14, -1, "! 第 2 页失败  r 重试 ─┘")]],
    ),
    (
        "retry",
        "80x24",
        "zh-CN",
        &[&HEAD_ZH, &COLUMNS_ZH, &PEOPLE, &BELOW, &[(-1, 1, "! 续期失败："), (-1, -2, "秒后重试")]],
    ),
    (
        "signed-out",
        "80x24",
        "en",
        &[
            &HEAD_EN,
            &COLUMNS_EN,
            &PEOPLE,
            &BELOW,
            &[
                (0, ANY, "read 12s ago"),
                (-1, 1, "! Tower ended this session; data kept"),
                (-1, -2, "signed out  L sign in"),
            ],
        ],
    ),
    (
        "renewing",
        "80x24",
        "en",
        &[
            &HEAD_EN,
            &COLUMNS_EN,
            &PEOPLE,
            &BELOW,
            &[(0, -2, "updated 12s ago  林小北"), (-1, -2, "renewing")],
        ],
    ),
    (
        "stale",
        "80x24",
        "en",
        &[&HEAD_EN, &COLUMNS_EN, &PEOPLE, &BELOW, &[(0, ANY, "3m old ! "), (-1, ANY, "offline, retry ")]],
    ),
    ("too-small", "80x24", "en", &[&[(0, 0, "tower-tui"), (1, 0, "16x3 < 20x5"), (2, 0, "q quit")]]),
];

#[test]
fn u11_every_screen_is_arranged_as_it_was_designed() {
    let mut astray = String::new();
    for (screen, size, lang, parts) in DESIGNS {
        let rows = rows(screen, size, lang);
        let columns = size.split_once('x').and_then(|(columns, _)| columns.parse().ok()).expect("a size");
        let parts = parts.iter().copied().flatten();
        let missing: Vec<_> = parts.filter(|part| !stands(&rows, columns, **part)).collect();
        if !missing.is_empty() {
            astray
                .push_str(&[screen, size, lang, &format!("{missing:?}"), &rows.join("\n"), "\n"].join("\n"));
        }
    }
    assert!(astray.is_empty(), "{astray}");
}

fn stands(rows: &[String], columns: i16, (row, column, what): Part) -> bool {
    let height = i16::try_from(rows.len()).expect("few rows");
    let is_there = |line: &String| {
        // A row is printed without the spaces at its end.
        line.match_indices(what).any(|(at, _)| {
            let left = i16::try_from(width(line.split_at(at).0)).expect("few columns");
            let right = left + i16::try_from(width(what)).expect("few columns");
            column == ANY || if column < 0 { right - columns - 1 == column } else { left == column }
        })
    };
    rows.iter().zip(0..).any(|(line, at)| (row == ANY || row == at || row + height == at) && is_there(line))
}
