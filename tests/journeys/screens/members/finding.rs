//! Finding a person or a team by what is typed.

use ratatui::style::Modifier;
use tower_tui::base::lang::Lang;
use tower_tui::base::measure::width;
use tower_tui::tower::call::Reply;
use tower_tui::tower::json_api::MemberPage;

use crate::people;
use crate::robot::Robot;
use tower_tui::app::core::notice::NotExported;
use tower_tui::app::kit::clipboard::Clipboard;
use tower_tui::app::screens::members::columns::{Column, Columns};
use tower_tui::app::screens::members::defaults::Table;
use tower_tui::app::search::{MemberField, Sort};
use tower_tui::app::{Effect, Event, Exported};

/// What stands out as found on the screen, row by row.
fn found(robot: &Robot) -> Vec<String> {
    let (buffer, _) = robot.drawn();
    let rows = (0..buffer.area.height).map(|y| {
        let mut row = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            if cell.modifier.contains(Modifier::BOLD | Modifier::UNDERLINED) {
                row.push_str(cell.symbol());
            }
            x += u16::try_from(width(cell.symbol()).max(1)).expect("a cell is narrow");
        }
        row
    });
    rows.filter(|row| !row.is_empty()).collect()
}

#[test]
fn a_number_and_a_name_are_found_however_they_are_spaced() {
    for typed in ["13700001122", "1370000 1122", "137 0000 1122"] {
        let mut robot = Robot::browsing();
        robot.press("/").paste(typed);
        assert!(robot.row("曾国栋").starts_with("│›") && robot.screen().contains("1/1 "), "{typed}");
    }
    for typed in ["拉买买", "拉·买买", "李lee"] {
        let mut robot = Robot::browsing();
        robot.press("/").paste(typed);
        assert!(robot.screen().contains("1/1 "), "{typed}: {}", robot.screen());
    }
}

#[test]
fn what_is_typed_always_has_cells() {
    let mut robot = Robot::browsing();
    robot.press("/后端").size(20, 5);
    assert!(robot.screen().contains("/ 后端"), "{}", robot.screen());
    robot.lang(Lang::Zh);
    assert!(robot.screen().contains("/ 后端"), "{}", robot.screen());
    robot.size(80, 24);
    assert!(robot.row("/ 后端").ends_with("4/13  Esc 清除"), "{}", robot.screen());
}

#[test]
fn pasted_lines_are_a_list() {
    let mut robot = Robot::browsing();
    robot.press("/").paste("张伟\n曾国栋\n");
    assert!(robot.screen().contains("/ 张伟; 曾国栋"), "{}", robot.screen());
}

#[test]
fn the_filter_says_what_it_looks_at() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut robot = Robot::browsing();
        robot.press("/").size(width, height);
        let bar = robot.row("F1 help");
        assert!(bar.starts_with(" pinyin, role: group: is: !not  Enter done"), "{}", robot.screen());
        robot.lang(Lang::Zh);
        assert!(robot.row("F1 帮助").starts_with(" 拼音，角色: 分组: 状态: !排除  Enter 完成"));
    }
    let mut robot = Robot::browsing();
    robot.press("/").size(76, 24);
    assert!(robot.row(" pinyin").starts_with(" pinyin, role: group: is: !not  Enter done   "));
    robot.size(60, 24);
    assert!(robot.row("Enter done").contains("F1 help"), "the keys go first: {}", robot.screen());
}

#[test]
fn what_was_found_stands_out() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("/API");
    assert_eq!(found(&robot), ["API"]);

    let mut robot = Robot::browsing();
    robot.press("/后端 运维");
    assert_eq!(found(&robot), ["后端运维"]);
    robot.press("<esc>/1380013");
    assert_eq!(found(&robot), ["138 0013"]);
}

/// The names in the table, row by row.
fn names(robot: &Robot) -> Vec<String> {
    let screen = robot.screen();
    let rows = screen.lines().skip_while(|row| !row.contains(" Name")).skip(1);
    let rows = rows.take_while(|row| row.starts_with('│'));
    let name = |row: &str| row.chars().skip(2).take_while(|char| *char != ' ').collect::<String>();
    rows.map(name).filter(|name| !name.is_empty()).collect()
}

#[test]
fn a_name_is_found_by_its_pinyin_and_stands_out() {
    for (typed, name) in
        [("zw", "张伟"), ("zhangw", "张伟"), ("dxm", "单小满"), ("sxm", "单小满"), ("linxb", "林小北")]
    {
        let mut robot = Robot::browsing();
        robot.press("/").paste(typed);
        assert_eq!((names(&robot), found(&robot)), (vec![name.to_owned()], vec![name.to_owned()]), "{typed}");
    }
    let mut robot = Robot::browsing();
    robot.press("/zg");
    assert_eq!(found(&robot), ["曾国"]);
}

#[test]
fn terms_ask_for_a_role_a_group_a_number_or_a_mark_and_leave_out_what_they_deny() {
    let left = |typed: &str| {
        let mut robot = Robot::browsing();
        robot.press("/").paste(typed);
        names(&robot)
    };
    assert_eq!(left("role:admin"), ["欧阳娜娜", "曾国栋"]);
    assert_eq!(left("角色：管理员 !group:设计"), ["曾国栋"]);
    assert_eq!(left("group:hd phone:13"), ["曾国栋", "林小北"]);
    assert_eq!(left("is:inactive"), ["赵六"], "who left shows when asked for");
    assert_eq!(left("role:owner is:inactive"), Vec::<String>::new());
}

#[test]
fn a_filter_typed_before_comes_back_with_up() {
    let mut robot = Robot::browsing();
    robot.press("/zw<enter><esc>/<esc>/hd<enter>");
    robot.press("/<up><up>");
    assert_eq!(names(&robot), ["张伟"]);
    robot.press("<up><enter>");
    assert!(robot.row(" / zw").contains("1/13"), "{}", robot.screen());
}

#[test]
fn facets_count_and_filter_and_are_taken_back() {
    let mut robot = Robot::browsing();
    robot.press("f");
    assert!(robot.row("role: admin").contains("  2 "), "{}", robot.screen());
    assert!(robot.row("group: 后端").contains("  4 "), "{}", robot.screen());
    robot.press("j<enter>");
    assert!(robot.row(" / role:=admin").contains("2/13"), "{}", robot.screen());
    assert_eq!(names(&robot), ["欧阳娜娜", "曾国栋"]);

    robot.press("f");
    assert!(robot.row("x role: admin").contains("  2 "), "{}", robot.screen());
    assert!(robot.row("group: 后端").contains("  1 "), "of the two admins: {}", robot.screen());
    robot.press("j<enter>");
    assert!(!robot.screen().contains("role:="), "nothing is left of it: {}", robot.screen());
}

#[test]
fn a_state_is_a_facet_and_sets_the_term_that_is_typed() {
    for (lang, facet, term) in
        [(Lang::En, "state: inactive", " / is:inactive"), (Lang::Zh, "状态：停用", " / 状态:停用")]
    {
        let mut robot = Robot::browsing();
        robot.lang(lang).press("f");
        assert!(robot.row(facet).contains("  1 "), "{}", robot.screen());
        assert!(!robot.screen().contains("locked") && !robot.screen().contains("锁定"), "nobody is");
        robot.press("jjj<enter>");
        assert!(robot.row(term).contains("1/"), "{}", robot.screen());
        assert!(robot.says("赵六") && !robot.says("曾国栋"), "{}", robot.screen());

        robot.press("f");
        assert!(robot.row(&format!("x {facet}")).contains("  1 "), "{}", robot.screen());
        robot.press("jjj<enter>");
        assert!(!robot.screen().contains(term), "nothing is left of it: {}", robot.screen());
    }
}

#[test]
fn rows_are_sorted_by_any_column_and_the_selection_stays() {
    let mut robot = Robot::browsing();
    robot.press("jjs");
    assert!(robot.screen().contains("sorted by name"), "{}", robot.screen());
    assert!(robot.row("Name ^").contains("Role"), "{}", robot.screen());
    assert!(robot.row("›曾国栋").starts_with('│'), "{}", robot.screen());
    robot.press("gS");
    let mut sorted = names(&robot);
    assert!(robot.screen().contains("Name v"), "{}", robot.screen());
    robot.press("S");
    let up = names(&robot);
    assert_eq!(up.first().map(String::as_str), Some("阿卜杜拉·买买提"));
    sorted.truncate(1);
    assert_ne!(sorted.first(), up.first());
    robot.press("s");
    assert!(robot.screen().contains("Role ^"), "{}", robot.screen());
    assert_eq!(names(&robot).first().map(String::as_str), Some("张伟"), "the owner");
    robot.press("sssss");
    assert!(robot.screen().contains("in Tower's order"), "{}", robot.screen());
    robot.lang(Lang::Zh).press("s");
    assert!(robot.screen().contains("按姓名排列"), "{}", robot.screen());
}

#[test]
fn columns_are_chosen_by_hand_and_given_back() {
    let mut robot = Robot::browsing();
    robot.press("c");
    assert!(robot.screen().contains("x automatic, by width"), "{}", robot.screen());
    robot.press("jj<enter>jjjjj<enter><esc>");
    let heads = robot.row("Name");
    assert!(!heads.contains("Groups") && heads.contains("ID") && heads.contains("Phone"), "{heads}");
    assert!(robot.row("曾国栋").contains("member-2"), "{}", robot.screen());
    robot.press("c<enter>");
    assert!(robot.row("Name").contains("Groups"), "{}", robot.screen());
    assert!(!robot.says("already automatic"), "{}", robot.screen());
    robot.press(" ");
    assert!(robot.says("the columns are already automatic"), "{}", robot.screen());
}

#[test]
fn a_member_is_copied_in_parts() {
    let mut robot = Robot::browsing();
    robot.press("jj").done();
    robot.press("y");
    assert_eq!(robot.done(), [Effect::Copy("曾国栋".into())]);
    assert!(robot.screen().contains("OSC 52"), "{}", robot.screen());

    let mut copied = |keys: &str| {
        robot.press(keys).press("<enter>");
        match robot.done().pop() {
            Some(Effect::Copy(text)) => text,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(copied("Yj"), "137 0000 1122");
    assert_eq!(copied("Yjj"), "someone@example.com");
    assert_eq!(copied("Yjjjj"), "https://tower.im/members/member-2/");
    assert!(copied("YGk").starts_with("member-2\t曾国栋\tadmin\t后端\t"));
    assert!(copied("YG").starts_with("{\"id\":\"member-2\",\"nickname\":\"曾国栋\""));

    robot.press("<esc>jY");
    assert!(robot.screen().contains("│  Email "), "{}", robot.screen());
    assert!(!robot.screen().contains("│  Phone "), "there is none to copy: {}", robot.screen());
}

#[test]
fn a_program_that_copies_is_believed_and_the_terminal_takes_its_place_where_none_does() {
    let mut robot = Robot::browsing_with(|startup| startup.clipboard = Clipboard::Native);
    robot.press("jj").done();
    robot.press("y");
    let effects = robot.done();
    let [Effect::CopyNatively { text, what }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(text, "曾国栋");
    robot.happens(Event::Copied(what.clone()));
    assert!(robot.screen().contains(" copied 曾国栋"), "{}", robot.screen());

    robot.happens(Event::NotCopied { text: text.clone(), what: what.clone() });
    assert_eq!(robot.done(), [Effect::Copy("曾国栋".into())]);
    assert!(robot.screen().contains("OSC 52"), "{}", robot.screen());

    robot.happens(Event::NotCopied { text: "x".repeat(80_000), what: what.clone() });
    assert_eq!(robot.done(), [], "no terminal takes so much");
    assert!(robot.screen().contains("too long"), "{}", robot.screen());
}

#[test]
fn the_page_of_a_member_opens_in_the_browser_or_is_copied() {
    let mut robot = Robot::browsing();
    robot.done();
    robot.press("o");
    assert_eq!(robot.done(), [Effect::OpenBrowser("https://tower.im/members/member-0/".into())]);

    let mut robot = Robot::without_browser();
    robot
        .press("<tab>")
        .paste("3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1")
        .press("<enter>");
    robot.token(crate::answers::granted(7199));
    robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot.members(people::members()).done();
    robot.press("o");
    assert_eq!(robot.done(), [Effect::Copy("https://tower.im/members/member-0/".into())]);
    assert!(robot.screen().contains("no browser; link sent to clipboard (OSC 52)"), "{}", robot.screen());
}

#[test]
fn the_members_that_show_are_written_to_a_file_that_was_not_there() {
    let mut robot = Robot::browsing();
    robot.press("/group:hd<enter>E");
    assert!(robot.screen().contains("Export 4 members to"), "{}", robot.screen());
    assert!(robot.screen().contains(" 云端科技-2026-09-21.csv"), "{}", robot.screen());
    robot.done();
    robot.press("<enter>");
    let effects = robot.done();
    let [Effect::Export { path, content: Exported::Text(text), count: Some(4) }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(path, "云端科技-2026-09-21.csv", "next week's is another one");
    assert_eq!(text.lines().count(), 5);
    assert!(text.contains("\"member-2\",\"曾国栋\",\"admin\",\"后端\",\"137 0000 1122\","), "{text}");

    robot.happens(Event::Exported { path: path.clone(), result: Err(NotExported::Exists) });
    assert!(robot.screen().contains("! 云端科技-2026-09-21.csv exists already"), "{}", robot.screen());
    robot.press("<c-u>").paste("a.xls").press("<enter>");
    assert!(robot.screen().contains("must end in .xlsx, .csv, .tsv or .json"), "{}", robot.screen());
    robot.press("<c-u>").paste("/tmp/a.json").press("<enter>");
    let effects = robot.done();
    let [Effect::Export { content: Exported::Text(text), .. }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert!(text.starts_with("{\"id\":\"member-2\""), "{text}");
    robot.happens(Event::Exported { path: "/tmp/a.json".into(), result: Ok(Some(4)) });
    assert!(robot.screen().contains("wrote 4 members to /tmp/a.json"), "{}", robot.screen());
    assert!(!robot.screen().contains("Export 4"), "{}", robot.screen());
    let deep = format!("~/{}/云端科技-2026-09-21.csv", "客户资料/".repeat(9));
    robot.happens(Event::Exported { path: deep.clone(), result: Ok(Some(4)) });
    assert!(robot.row("wrote").contains("/云端科技-2026-09-21.csv "), "the name stays: {}", robot.screen());
    let why = "File name too long (os error 36)".to_owned();
    robot.happens(Event::Exported { path: deep, result: Err(NotExported::System { why }) });
    assert!(robot.row("not written").contains("not written: File"), "so does why: {}", robot.screen());

    robot.press("E<c-u>").paste("a.xlsx").press("<enter>");
    let effects = robot.done();
    let [Effect::Export { content: Exported::Book(sheet), count: Some(4), .. }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!((sheet.records.len(), sheet.lang), (4, Lang::En));
}

#[test]
fn what_lies_over_the_table_goes_away_with_escape_and_never_quits() {
    for keys in ["f", "c", "Y", "E"] {
        let mut robot = Robot::browsing();
        let before = robot.screen();
        robot.press(keys);
        assert_ne!(robot.screen(), before);
        robot.press("<esc>");
        assert_eq!(robot.screen(), before, "{keys}");
        assert!(!robot.has_quit());
    }
    let mut robot = Robot::browsing();
    robot.press("fq");
    assert!(!robot.has_quit() && robot.screen().contains("Name"), "{}", robot.screen());
}

#[test]
fn a_menu_longer_than_the_screen_scrolls() {
    let mut robot = Robot::browsing();
    robot.size(80, 8).press("f");
    let first = robot.screen();
    robot.press("G");
    assert_ne!(robot.screen(), first);
    assert!(robot.row("›").contains("group: 运维"), "{}", robot.screen());
    robot.size(20, 5);
    assert!(robot.row("›").contains("group: 运维"), "{}", robot.screen());
}

#[test]
fn the_table_starts_as_the_settings_want_it() {
    let sort = Sort { by: Some(MemberField::Name), reversed: false };
    let columns = Columns::of(&[Column::Id]);
    let wished = Table { columns, sort, show_inactive: true };
    let robot = Robot::browsing_with(|startup| startup.table = wished);
    let heads = robot.row("Name ^");
    assert!(heads.contains("ID") && !heads.contains("Phone"), "{}", robot.screen());
    assert_eq!(names(&robot).first().map(String::as_str), Some("阿卜杜拉·买买提"));
    assert!(robot.screen().contains("1 inactive shown"), "{}", robot.screen());
}

#[test]
fn a_menu_stays_as_it_was_opened_while_members_come() {
    let mut robot = Robot::browsing();
    robot.press("rf");
    let before = robot.screen();
    let mut more = people::members();
    more.retain(|member| member.name.as_str() != "张伟");
    robot.members(more);
    let menu = |screen: &str| screen.lines().filter(|row| row.contains("role: ")).map(str::to_owned).count();
    assert_eq!(menu(&robot.screen()), menu(&before), "{}", robot.screen());
    robot.press("<enter>");
    assert!(robot.row(" / role:=owner").contains("0/12"), "what stood there: {}", robot.screen());
}

#[test]
fn a_menu_to_copy_from_goes_with_its_member() {
    let mut robot = Robot::browsing();
    robot.press("jrY");
    assert!(robot.screen().contains("─ Copy › 欧阳娜娜 ─"), "{}", robot.screen());
    let mut fewer = people::members();
    fewer.retain(|member| member.name.as_str() != "欧阳娜娜");
    robot.members(fewer);
    assert!(!robot.screen().contains("─ Copy"), "{}", robot.screen());
}

#[test]
fn an_export_of_a_part_says_so_and_a_late_answer_closes_no_other_question() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into())).press("<enter>");
    let page = MemberPage {
        members: people::members().into(),
        pages: Some(3),
        is_last: false,
        ..MemberPage::default()
    };
    robot.tower(Reply::Members(page)).press("E");
    assert!(robot.screen().contains("Export 13 members (not all loaded) to"), "{}", robot.screen());

    let mut robot = Robot::browsing();
    robot.press("E<enter><esc>E");
    robot.happens(Event::Exported { path: "云端科技.csv".into(), result: Ok(Some(13)) });
    assert!(robot.screen().contains("Export 13 members to"), "{}", robot.screen());
}

/// A team in which several are found by `lixue`, the best of them last.
fn lixue() -> Robot {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into())).press("<enter>");
    let names = ["王芳", "刘丽雪", "李雪梅", "倪雪", "李雪", "陈晨"];
    robot
        .members(names.iter().enumerate().map(|(number, name)| people::member(number, name)).collect())
        .done();
    robot
}

#[test]
fn whoever_fits_best_stands_first_and_is_selected() {
    let mut robot = lixue();
    robot.press("G/lixue");
    assert_eq!(names(&robot), ["李雪", "李雪梅", "刘丽雪", "倪雪"], "heard alike comes last");
    assert!(robot.row("│›").contains("李雪 "), "{}", robot.screen());
    robot.press("<c-u>").press("zzz");
    robot.press("<c-u>");
    assert!(robot.row("│›").contains("陈晨"), "nobody is looked for any more: {}", robot.screen());

    let mut robot = lixue();
    robot.press("sS/lixue");
    assert!(robot.row("│›").contains("李雪 "), "an order that was chosen stays: {}", robot.screen());
    assert_eq!(names(&robot), ["倪雪", "刘丽雪", "李雪梅", "李雪"]);
}

#[test]
fn who_was_found_stays_and_who_was_only_looked_at_does_not() {
    let mut robot = lixue();
    robot.press("/lixue<enter><esc>");
    assert_eq!(names(&robot).len(), 6);
    assert!(robot.row("│›").contains("李雪 "), "{}", robot.screen());

    let mut robot = lixue();
    robot.press("/lixue<esc>");
    assert!(robot.row("│›").contains("王芳"), "{}", robot.screen());
}

#[test]
fn a_filter_that_was_kept_gives_way_to_the_next() {
    let mut robot = lixue();
    robot.press("/lixue<enter>/cc");
    assert_eq!(names(&robot), ["陈晨"], "{}", robot.screen());
    robot.press("<up>");
    assert!(robot.row(" / lixue").contains("4/6"), "{}", robot.screen());
}

#[test]
fn a_mark_that_does_not_exist_is_told_with_those_that_do() {
    let mut robot = Robot::browsing();
    robot.press("/is:foo");
    let screen = robot.screen();
    assert!(screen.contains("unknown is:foo; valid: active, inactive, locked, incomplete, you"), "{screen}");
    robot.press("<c-u>is:lo<tab>");
    assert!(robot.row(" / ").contains("is:locked"), "{}", robot.screen());
    robot.press("<c-u>group:hd<tab>");
    assert!(robot.row(" / ").contains("group:后端"), "{}", robot.screen());
}
