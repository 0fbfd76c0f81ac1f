//! The fixed list of what is never a category, a kind, a tag, an indicator or a column (CLAUSES.md, "Where software
//! must deliberately stop", line 1 and those that data could break). It stands in code so that no file moves it.
//! The Chinese here is matched, never said.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Chinese words, simplified: refused wherever they stand in a name.
const HAN: &[&str] = &[
    // Lines 1, 4 and 5: those who ask, petition or complain, and gatherings.
    "上访",
    "信访",
    "访民",
    "缠访",
    "闹访",
    "集访",
    "群体访",
    "群访人",
    "群访户",
    "非访",
    "访户",
    "缠诉",
    "涉访",
    "越级",
    "进京访",
    "赴京访",
    "涉诉",
    "涉法",
    "上告人",
    "上告户",
    "告状人",
    "告状户",
    "请愿",
    "申诉人",
    "举报人",
    "投诉人",
    "反映人",
    "诉求人",
    "维权人",
    "维稳",
    "涉稳",
    "稳控",
    "不稳定因素",
    "不稳定人",
    "政治稳定",
    "社会稳定",
    "治安稳定",
    "聚集",
    "群体性事件",
    "群体事件",
    "游行",
    "示威",
    "罢工",
    "闹事",
    "滋事",
    "肇祸",
    "肇事",
    "涉军",
    "涉众",
    // Line 1: people on a list.
    "重点人",
    "重点对象",
    "重点户",
    "重点监",
    "重点管",
    "重点关注",
    "重点群体",
    "重点青少年",
    "五类人员",
    "危险等级",
    "关注人员",
    "关注对象",
    "关注群体",
    "特殊人群",
    "特殊人员",
    "特殊群体",
    "特定人群",
    "管控人",
    "管控对象",
    "布控",
    "列管人",
    "列管对象",
    "监控对象",
    "监控人",
    "监视",
    "监听",
    "盯防",
    "盯梢",
    "稳定对象",
    "危险人员",
    "危险分子",
    "高危人",
    "问题人员",
    "问题青少年",
    "不良青少年",
    "不放心人",
    "黑名单",
    "失信",
    "老赖",
    // Line 1: what somebody was once convicted, suspected or ill of.
    "刑释",
    "刑满",
    "释放",
    "两劳",
    "劳改",
    "劳教",
    "服刑",
    "缓刑",
    "假释",
    "社矫",
    "矫正",
    "帮教",
    "归正人员",
    "前科",
    "案底",
    "犯罪",
    "罪犯",
    "嫌疑",
    "取保候审",
    "吸毒",
    "涉毒",
    "戒毒",
    "贩毒",
    "制毒",
    "毒品",
    "艾滋",
    "涉黑",
    "涉恶",
    "涉恐",
    "涉暴",
    "涉枪",
    "恐怖",
    "极端分子",
    // Lines 1 and 3: belief, ethnicity, affiliation, opinion.
    "邪教",
    "涉邪",
    "法轮",
    "全能神",
    "门徒会",
    "宗教",
    "信教",
    "教徒",
    "信徒",
    "信众",
    "教友",
    "信仰",
    "基督",
    "天主教",
    "伊斯兰",
    "穆斯林",
    "佛教",
    "家庭教会",
    "做礼拜",
    "民族",
    "族别",
    "族裔",
    "种族",
    "汉族",
    "满族",
    "回族",
    "藏族",
    "壮族",
    "苗族",
    "彝族",
    "蒙古族",
    "朝鲜族",
    "锡伯族",
    "维吾尔",
    "哈萨克",
    "思想",
    "意识形态",
    "政治倾向",
    "政治立场",
    "政治态度",
    "政治表现",
    "政治观点",
    "政治言论",
    "政治派别",
    "政见",
    "异见",
    "言论",
    "舆情",
    "思潮",
    "反动",
    "反党",
    "反华",
    "颠覆",
    "分裂",
    "党派",
    "民主人士",
    // Lines 1 and 7: where somebody went.
    "境外",
    "海外",
    "国外",
    "出境",
    "外籍",
    "涉外",
    "涉台",
    "台属",
    "侨眷",
    "侨属",
    "去向",
    "行踪",
    "轨迹",
    // Lines 8, 10 and 11: dossiers, ranking, watching of staff.
    "画像",
    "红黑榜",
    "黑榜",
    "排名",
    "排行",
    "风险人",
    "人员风险",
    "评分",
    "积分",
    "信用等级",
    "考勤",
    "在线时长",
];

/// Latin words long and rare enough to be refused wherever they stand.
const LATIN_ANYWHERE: &[&str] = &[
    "petition",
    "xinfang",
    "shangfang",
    "fangmin",
    "chanfang",
    "naofang",
    "zhongdianren",
    "zhongdianduixiang",
    "teshurenqun",
    "jingwai",
    "zongjiao",
    "xiejiao",
    "falungong",
    "yishixingtai",
    "zhengzhiqingxiang",
    "jiaozheng",
    "dissident",
    "blacklist",
    "surveillance",
];

/// Latin words refused where a word begins, and up to the end of a word; with `*` whatever the ending.
const LATIN_WORDS: &[&str] = &[
    "weiwen*",
    "shewen*",
    "wenkong*",
    "xingshirenyuan*",
    "xingman*",
    "xidu*",
    "jiedu*",
    "minzu*",
    "sixiang*",
    "zdr",
    "zdry",
    "xfry",
    "sfry",
    "keyperson*",
    "keypeople",
    "keyhousehold*",
    "keytarget*",
    "specialpopulation*",
    "specialpeople*",
    "targetedperson*",
    "personofinterest",
    "personsofinterest",
    "peopleofinterest",
    "focusperson*",
    "watchlist*",
    "stability",
    "stabilitymaintenance",
    "complainant*",
    "protest*",
    "rioter*",
    "massincident*",
    "exconvict*",
    "convict*",
    "parole*",
    "prisoner*",
    "inmate*",
    "offender*",
    "criminal*",
    "communitycorrection*",
    "drugaddict*",
    "druguser*",
    "drugabuse*",
    "narcotic*",
    "addict*",
    "suspect*",
    "extremis*",
    "terroris*",
    "separatis*",
    "cult",
    "cultmember*",
    "evilcult*",
    "falun*",
    "religio*",
    "faith",
    "believer*",
    "beliefs",
    "belief",
    "christian*",
    "catholic*",
    "protestant*",
    "muslim*",
    "islam*",
    "buddhis*",
    "buddhist*",
    "taois*",
    "ethnic*",
    "nationality",
    "nationalities",
    "race",
    "racial*",
    "overseas",
    "abroad",
    "foreigner*",
    "ideolog*",
    "thought",
    "thoughts",
    "opinion*",
    "politicalleaning*",
    "politicaltendenc*",
    "politicalview*",
    "politicalattitude*",
    "politicalstance*",
    "politicalopinion*",
    "politicalposition*",
    "activist*",
    "riskscore*",
    "risklevelofperson",
    "personrisk*",
    "highriskperson*",
    "highriskpeople",
    "ranking*",
    "leaderboard*",
    "informant*",
    "whistleblower*",
    "hiv",
    "dossier*",
    "checkins",
    "onlinetime",
    "logincount*",
    "score*",
    "scoring*",
    "rating*",
    "rewardpoint*",
    "dangerlevel*",
    "dangergrade*",
    "keyyouth*",
    "keyteen*",
    "troublemaker*",
    "zhongdianqingshaonian*",
    "zhongdianqunti*",
    "wuleirenyuan*",
    "weixiandengji*",
    "xinjiao*",
    "chansu*",
    "feifang*",
    "yuejifang*",
    "shejun*",
    "shezhong*",
    "zhaoshi*",
    "zhaohuo*",
    "pingfen*",
    "jifen*",
];

/// Words that hold one of the above by chance.
const INNOCENT: &[&str] =
    &["competition", "repetition", "走访户", "家访户", "探访户", "回访户", "随访户", "遍访户", "寻访户", "非访问"];

/// Traditional and variant forms, behind the simplified character of [`HAN`] that they stand for.
const TRADITIONAL: &[&str] = &[
    "两兩",
    "举舉",
    "众眾衆",
    "会會",
    "体體",
    "佛彿",
    "侨僑",
    "倾傾",
    "克剋",
    "军軍",
    "党黨",
    "兰蘭",
    "关關",
    "出齣",
    "别別彆",
    "制製",
    "动動",
    "劳勞",
    "华華",
    "单單",
    "台檯臺颱",
    "向嚮曏",
    "听聽",
    "员員",
    "回迴",
    "国國",
    "场場",
    "壮壯",
    "审審",
    "家傢",
    "对對",
    "尔爾",
    "属屬",
    "布佈",
    "帮幫",
    "异異",
    "归歸",
    "态態",
    "恶噁惡",
    "愿願",
    "户戶",
    "报報",
    "教敎",
    "时時",
    "权權",
    "极極",
    "枪槍",
    "汉漢",
    "注註",
    "游遊",
    "满滿",
    "点點",
    "状狀",
    "现現",
    "画畫畵",
    "监監",
    "矫矯",
    "礼禮",
    "祸禍",
    "种種",
    "积積",
    "类類",
    "稳穩",
    "红紅",
    "级級",
    "线綫線",
    "维維",
    "缓緩",
    "缠纏",
    "罢罷",
    "群羣",
    "舆輿",
    "萨薩",
    "蒙懞濛矇",
    "表錶",
    "见見",
    "观觀",
    "视視",
    "论論",
    "访訪",
    "评評",
    "识識",
    "诉訴",
    "请請",
    "贩販",
    "赖賴",
    "踪蹤",
    "轨軌",
    "轮輪",
    "进進",
    "迹跡蹟",
    "释釋",
    "锡錫",
    "长長",
    "门門",
    "问問",
    "闹鬧",
    "险險",
    "题題",
    "颠顛",
    "风風",
    "鲜鮮",
];

/// Letters of other scripts that look like Latin ones.
const LOOK_ALIKES: &[(&str, char)] = &[
    ("аα", 'a'),
    ("еε", 'e'),
    ("іιı", 'i'),
    ("оο", 'o'),
    ("рρ", 'p'),
    ("сϲ", 'c'),
    ("уγ", 'y'),
    ("хχ", 'x'),
    ("ѕ", 's'),
    ("тτ", 't'),
    ("пη", 'n'),
    ("ԁ", 'd'),
    ("кκ", 'k'),
    ("ɡ", 'g'),
];

/// The word of the fixed list that a name holds, however it is spaced, pointed, accented, full-width, traditional or
/// capitalised. Names of people and places are never asked about.
pub fn forbidden(name: &str) -> Option<&'static str> {
    let plain = Plain::of(name);
    let han = HAN.iter().find(|word| plain.letters.contains(**word));
    han.or_else(|| LATIN_ANYWHERE.iter().find(|word| plain.holds(word)))
        .or_else(|| LATIN_WORDS.iter().find(|word| plain.begins_word(word)))
        .map(|word| word.trim_end_matches('*'))
}

/// A name by its letters and digits alone, and where its words begin and end.
struct Plain {
    letters: String,
    edges: BTreeSet<usize>,
}

/// What decides where a word ends: `keyPerson`, `key_person`, `key-person2`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Gap,
    Small,
    Capital,
    Digit,
    Other,
}

impl Plain {
    fn of(name: &str) -> Self {
        let (mut letters, mut edges, mut before) = (String::new(), BTreeSet::new(), Kind::Gap);
        for character in name.nfkd().filter(|character| !is_combining_mark(*character)) {
            let kind = Kind::of(character);
            if kind != before && !(before == Kind::Capital && kind == Kind::Small) {
                edges.insert(letters.len());
            }
            before = kind;
            if kind != Kind::Gap {
                letters.extend(character.to_lowercase().map(usual));
            }
        }
        edges.insert(letters.len());
        for innocent in INNOCENT {
            letters = letters.replace(innocent, &" ".repeat(innocent.len()));
        }
        Self { letters, edges }
    }

    fn holds(&self, word: &str) -> bool {
        self.letters.contains(word)
    }

    fn begins_word(&self, word: &str) -> bool {
        let (stem, open) = word.strip_suffix('*').map_or((word, false), |stem| (stem, true));
        let ends = |end: usize| {
            open || self.edges.contains(&end)
                || (self.letters[end..].starts_with('s') && self.edges.contains(&(end + 1)))
        };
        self.letters.match_indices(stem).any(|(at, _)| self.edges.contains(&at) && ends(at + stem.len()))
    }
}

impl Kind {
    fn of(character: char) -> Self {
        match character {
            _ if character.is_numeric() => Self::Digit,
            _ if character.is_uppercase() => Self::Capital,
            _ if character.is_lowercase() => Self::Small,
            _ if character.is_alphabetic() => Self::Other,
            _ => Self::Gap,
        }
    }
}

/// The character of the list for one that stands for it.
fn usual(character: char) -> char {
    static USUAL: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let han = TRADITIONAL.iter().filter_map(|row| row.chars().next().map(|usual| (*row, usual)));
        han.chain(LOOK_ALIKES.iter().copied())
            .flat_map(|(forms, usual)| forms.chars().map(move |form| (form, usual)))
            .collect()
    });
    if character.is_ascii() { character } else { USUAL.get(&character).copied().unwrap_or(character) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_the_standard_is_refused() {
        for word in [
            "上访",
            "信访",
            "重点人",
            "维稳",
            "刑释",
            "矫正",
            "吸毒",
            "邪教",
            "宗教",
            "民族",
            "境外",
            "思想",
            "政治倾向",
            "涉稳",
            "访民",
            "缠访",
            "信访户",
            "信访重点人员",
            "刑满释放人员",
            "社区矫正对象",
            "特殊人群",
            "少数民族",
            "群体性事件",
            "信教情况",
            "重点青少年",
            "缠诉人员",
            "非访",
            "越级走访",
            "涉军人员",
            "涉眾群體",
            "肇事肇祸",
            "访户",
            "五类人员",
            "危险等级",
            "家庭积分",
            "干群评分",
            "score_of_household",
            "jifen",
            "pingfenBiao",
        ] {
            assert!(forbidden(word).is_some(), "{word}");
        }
    }

    #[test]
    fn disguises_do_not_help() {
        for (disguise, word) in [
            ("上 访", "上访"),
            ("上\u{3000}访户", "上访"),
            ("上·访", "上访"),
            ("上-访", "上访"),
            ("上\u{200B}访", "上访"),
            ("【上】【访】", "上访"),
            ("上_访", "上访"),
            ("上訪", "上访"),
            ("重點人", "重点人"),
            ("維穩", "维稳"),
            ("纏訪", "缠访"),
            ("宗敎", "宗教"),
            ("⼼重点⼈", "重点人"),
            ("信\u{0336}访\u{0336}", "信访"),
            ("petition", "petition"),
            ("Petitioners", "petition"),
            ("ＰＥＴＩＴＩＯＮ", "petition"),
            ("pe_ti_tion", "petition"),
            ("pétition", "petition"),
            ("реtitiоn", "petition"),
            ("𝐩𝐞𝐭𝐢𝐭𝐢𝐨𝐧", "petition"),
            ("mypetitionlist", "petition"),
            ("xin_fang", "xinfang"),
            ("Xìnfǎng", "xinfang"),
            ("key_person", "keyperson"),
            ("KeyPersons", "keyperson"),
            ("key-people2", "keypeople"),
            ("the_key_person", "keyperson"),
            ("zdry", "zdry"),
            ("ethnic-group", "ethnic"),
        ] {
            assert_eq!(forbidden(disguise), Some(word), "{disguise}");
        }
    }

    #[test]
    fn ordinary_names_pass() {
        for name in [
            "低保户",
            "残疾人",
            "社会救助",
            "优抚对象",
            "种植大户",
            "养殖专家",
            "科技能手",
            "留守儿童",
            "行动不便老党员",
            "贫困老党员",
            "村民组长",
            "中心户长",
            "政治面貌",
            "与户主关系",
            "居住情况",
            "外出务工",
            "扫黑除恶",
            "禁毒宣传",
            "回访",
            "走访户数",
            "重点优抚对象",
            "underscored",
            "operating",
            "察民情",
            "脱贫不稳定户",
            "矛盾纠纷",
            "competition",
            "song_competition",
            "repetition",
            "dibao",
            "disabled",
            "disability",
            "probationary",
            "demonstration_household",
            "major_grower",
            "monkey_personal",
            "terrace",
            "trace",
            "culture",
            "difficult",
            "occult_s",
        ] {
            assert_eq!(forbidden(name), None, "{name}");
        }
    }

    #[test]
    fn every_word_of_the_list_is_found_as_it_stands() {
        for word in HAN.iter().chain(LATIN_ANYWHERE).chain(LATIN_WORDS) {
            assert!(forbidden(word.trim_end_matches('*')).is_some(), "{word}");
        }
        for row in TRADITIONAL {
            let usual = row.chars().next().unwrap();
            assert!(HAN.iter().any(|word| word.contains(usual)), "{row}");
            assert!(row.chars().count() > 1 && usual.len_utf8() == 3, "{row}");
        }
    }
}
