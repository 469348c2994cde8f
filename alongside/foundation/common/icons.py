"""Small line drawings, 24 by 24, drawn for this house."""

ICONS = {
    "find": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "note": '<path d="M4 20h4L19.5 8.5a2.8 2.8 0 0 0-4-4L4 16z"/><path d="m13.5 6.5 4 4"/>',
    "phone": (
        '<path d="M6.5 3.5h3l1.5 4.3-2 1.7a13 13 0 0 0 5.5 5.5l1.7-2 4.3 1.5v3a2.5 2.5 0 0 '
        '1-2.8 2.5A17 17 0 0 1 4 6.3 2.5 2.5 0 0 1 6.5 3.5z"/>'
    ),
    "text": '<path d="M4 5.5h16v11H11l-4.5 3.8V16.5H4z"/><path d="M8 9.5h8M8 12.5h5"/>',
    "letter": '<path d="M3.5 6h17v12h-17z"/><path d="m3.5 7 8.5 6.5L20.5 7"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.5 2"/>',
    "lock": '<path d="M5.5 11h13v9.5h-13z"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "eye": (
        '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 '
        '12z"/><circle cx="12" cy="12" r="2.8"/>'
    ),
    "path": (
        '<path d="M4 19c4 0 4-5 7.5-5s2.5-5 6-6"/><circle cx="4" cy="19" r="1.5"/>'
        '<circle cx="19" cy="6" r="2"/>'
    ),
    "leave": '<path d="M14 4.5H5.5v15H14"/><path d="M10 12h10.5m-4-4 4 4-4 4"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "today": (
        '<circle cx="12" cy="12" r="4"/><path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 '
        '10 1.4 1.4m0-12.8L17 7M7 17l-1.4 1.4"/>'
    ),
    "women": (
        '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 19.5c.5-4 3-6 6.5-6s6 2 6.5 6"/>'
        '<path d="M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14c2 .8 3.2 2.6 3.5 5.5"/>'
    ),
    "cup": (
        '<path d="M5 9h11v6a4.5 4.5 0 0 1-4.5 4.5h-2A4.5 4.5 0 0 1 5 15z"/>'
        '<path d="M16 10.5h1.5a2.5 2.5 0 0 1 0 5H16M8.5 3.5v2.5m4-2.5v2.5"/>'
    ),
    "door": '<path d="M6 20.5V4h12v16.5M3.5 20.5h17"/><path d="M14.5 12v1"/>',
    "chart": '<path d="M4 4v16h16"/><path d="M8 16v-3m4 3V9m4 7v-5"/>',
    "goal": '<path d="M6 21V4"/><path d="M6 4.5c4-2 7 2 12 0v8c-5 2-8-2-12 0"/>',
    "print": ('<path d="M7 8.5V3.5h10v5M7 17H4V8.5h16V17h-3"/><path d="M7 14.5h10v6H7z"/>'),
}
