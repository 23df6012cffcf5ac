//! Words of the commands about the program itself.

use super::{Text, Words};

impl Words {
    /// What stands above the columns of the table of keys.
    pub fn headings_of_keys(self) -> [Text; 3] {
        [self.pick("keys", "按键"), self.pick("what they do", "作用"), self.pick("where", "在哪里")]
    }

    /// Where a key works that works on every screen.
    pub fn everywhere(self) -> Text {
        self.pick("everywhere", "所有界面")
    }

    /// There is no command of this name.
    pub fn no_such_command(self, name: &str) -> Text {
        self.pick(
            format!("there is no command {name}; tower-tui --help lists them."),
            format!("没有命令 {name}; tower-tui --help 列出所有命令。"),
        )
    }
}
