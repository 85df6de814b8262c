"""Query parameters that say where a reader came from and never which page is shown.

A name is listed only when its owner documents it as tracking. `id`, `from`, `ref`, `source`,
`share` and the like select content on some sites: they stay.
"""

from __future__ import annotations

from typing import Final

TRACKING_PARAMETERS: Final = frozenset(
    {
        # Google Ads and Marketing Platform: https://support.google.com/google-ads/answer/9744275
        "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid", "srsltid",
        # Google Analytics, linker: https://support.google.com/analytics/answer/10071811
        "_ga", "_gl",
        # Meta: https://developers.facebook.com/docs/marketing-api/conversions-api
        "fbclid", "igshid", "igsh",
        # Microsoft Advertising: https://help.ads.microsoft.com/apex/index/3/en/60000
        "msclkid",
        # X: https://developer.x.com/en/docs/x-ads-api
        "twclid", "ref_src", "ref_url",
        # TikTok, LinkedIn, Pinterest, Snapchat, Reddit: click identifiers of their advertisements
        "ttclid", "li_fat_id", "epik", "sccid", "rdt_cid",
        # Yandex: https://yandex.com/support/direct/statistics/url-tags.html
        "yclid", "ysclid", "_openstat",
        # Alibaba: https://help.aliyun.com (SPM, super position model)
        "spm",
        # Mailchimp: https://mailchimp.com/developer/marketing/docs/e-commerce/
        "mc_cid", "mc_eid",
        # HubSpot: https://knowledge.hubspot.com/reports/what-cookies-does-hubspot-set
        "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking",
        # Adobe Marketo: https://experienceleague.adobe.com/docs/marketo
        "mkt_tok",
        # Vero, Olytics, Drip, Klaviyo: mail campaigns
        "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "__s", "_kx",
    }
)  # fmt: skip

TRACKING_PREFIXES: Final = (
    # Urchin, Google Analytics: https://support.google.com/analytics/answer/1033863
    "utm_",
    # Matomo and Piwik PRO: https://matomo.org/faq/reports/what-is-campaign-tracking
    "mtm_", "matomo_", "pk_", "piwik_",
    # Webtrends: https://help.webtrends.com/legacy/en/advertise/paramtags.html
    "wt.",
    # AT Internet, Piano Analytics: https://developers.atinternet-solutions.com
    "at_medium", "at_campaign", "at_custom", "at_link_", "at_ptr_",
)  # fmt: skip


def is_tracking(name: str) -> bool:
    """Say whether a query parameter, by its decoded name, only tracks."""
    name = name.lower()
    return name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIXES)
