//! Family names that are read otherwise than their characters are elsewhere, in simplified and traditional characters.
//!
//! Written for this program from what is generally known of them; dictionaries such as Xiandai Hanyu Cidian mark these
//! readings as those of family names, but none was at hand to go through entry by entry. Held against two libraries:
//! pinyin-pro 3.29.4 reads 秘 种 黑 佴 洗 贠 祭 and 单于 otherwise and has no traditional forms, else it agrees; pypinyin
//! 0.55.0 has no reading of its own for a family name, and agrees on the words 单于, 万俟, 澹台 and 尉迟. A name that is read in
//! two ways stands under the more frequent one. `tests/fixtures/family-names.txt` has all family names with their readings,
//! and holds this table.

/// How a family name of one character is read; none where it is read as usual.
pub(super) fn single(name: char) -> Option<&'static str> {
    Some(match name {
        '秘' | '祕' => "bi",
        '薄' => "bo",
        '卜' => "bu",
        '种' => "chong",
        '都' => "du",
        '盖' | '蓋' => "ge",
        '炅' => "gui",
        '句' => "gou",
        '黑' => "he",
        '阚' | '闞' => "kan",
        '六' => "lu",
        '缪' | '繆' => "miao",
        '佴' | '能' => "nai",
        '粘' => "nian",
        '乜' => "nie",
        '区' | '區' => "ou",
        '朴' => "piao",
        '繁' => "po",
        '覃' => "qin",
        '仇' => "qiu",
        '单' | '單' => "shan",
        '召' => "shao",
        '率' => "shuai",
        '折' => "she",
        '莘' => "shen",
        '隗' => "wei",
        '洗' => "xian",
        '解' => "xie",
        '么' => "yao",
        '乐' | '樂' => "yue",
        '员' | '員' | '貟' | '贠' => "yun",
        '曾' => "zeng",
        '查' => "zha",
        '祭' | '翟' => "zhai",
        _ => return None,
    })
}

/// How a family name of two characters is read; none where each is read as usual.
pub(super) fn double(first: char, second: char) -> Option<[&'static str; 2]> {
    Some(match (first, second) {
        ('单' | '單', '于') => ["chan", "yu"],
        ('句', '龙' | '龍') => ["gou", "long"],
        ('万' | '萬', '俟') => ["mo", "qi"],
        ('澹', '台' | '臺') => ["tan", "tai"],
        ('尉', '迟' | '遲') => ["yu", "chi"],
        ('乐' | '樂', '正' | '羊') => ["yue", if second == '正' { "zheng" } else { "yang" }],
        ('子', '车' | '車') => ["zi", "ju"],
        _ => return None,
    })
}
