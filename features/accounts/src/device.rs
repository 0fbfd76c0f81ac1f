//! On what somebody logs in: one of a few words, never the browser's own long name.

use hongwang_domain::people::database_text;

/// What a browser says it runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Device {
    /// 安卓手机
    AndroidPhone,
    /// 苹果手机
    IPhone,
    /// 平板
    Tablet,
    /// 电脑
    Computer,
    /// Something else.
    Other,
}

database_text!(Device {
    AndroidPhone => "android_phone",
    IPhone => "iphone",
    Tablet => "tablet",
    Computer => "computer",
    Other => "other",
});

impl Device {
    /// Tells it from the header `User-Agent`.
    pub fn of_user_agent(text: &str) -> Self {
        let has = |word: &str| text.contains(word);
        let hand = has("Android") || has("HarmonyOS") || has("OpenHarmony");
        if has("iPhone") {
            Self::IPhone
        } else if has("iPad") || has("Tablet") || (hand && !has("Mobile") && !has("Phone")) {
            Self::Tablet
        } else if hand {
            Self::AndroidPhone
        } else if has("Windows") || has("Macintosh") || has("X11") || has("Linux") {
            Self::Computer
        } else {
            Self::Other
        }
    }

    /// Whether it is a phone, which has one owner: a log-in can stay there.
    pub fn is_phone(self) -> bool {
        matches!(self, Self::AndroidPhone | Self::IPhone)
    }

    /// The message that names it.
    pub fn key(self) -> String {
        format!("accounts-device-{}", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_by_what_they_run_on() {
        for (agent, device) in [
            (
                "Mozilla/5.0 (Linux; Android 12; M2006C3LG) AppleWebKit/537.36 Chrome/110.0 Mobile Safari/537.36",
                Device::AndroidPhone,
            ),
            ("Mozilla/5.0 (Linux; Android 10; HMA-AL00) MMWEBID/1 MicroMessenger/8.0 Mobile", Device::AndroidPhone),
            ("Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 ArkWeb/4.1 Mobile", Device::AndroidPhone),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
                Device::IPhone,
            ),
            ("Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X)", Device::Tablet),
            ("Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 Safari/537.36", Device::Tablet),
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0", Device::Computer),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Firefox/120.0", Device::Computer),
            ("curl/8.0", Device::Other),
            ("", Device::Other),
        ] {
            assert_eq!(Device::of_user_agent(agent), device, "{agent}");
        }
    }
}
