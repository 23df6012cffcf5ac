//! Names of files, made of what people and teams are called.

/// This name as a file may begin with on every system: without what separates folders, hides a file or looks like an
/// option. Nothing where nothing of it is left.
pub fn file_name(name: &str, most: usize) -> String {
    let plain = |char: char| if char.is_control() || r#"/\:*?"<>|"#.contains(char) { '-' } else { char };
    let name: String = name.chars().take(most).map(plain).collect();
    name.trim_matches([' ', '.']).trim_start_matches([' ', '.', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u55_a_file_of_any_name_is_one_on_every_system() {
        for (name, file) in [
            ("云端科技", "云端科技"),
            ("../../etc", "etc"),
            ("-rf", "rf"),
            ("a/b:c", "a-b-c"),
            ("a\nb", "a-b"),
            (" . ", ""),
            ("--", ""),
            ("", ""),
        ] {
            assert_eq!(file_name(name, 60), file);
        }
        assert_eq!(file_name("汉字", 1), "汉");
    }
}
