"""What lies, asks, talks and pages at an observatory; consoles in the manner of their makers that ask and hint."""
import functools

from props import strothers
from props.thraves import STARS, bash, zsh, fish, tcsh, ksh, mksh, ash, yash, dash, alone

LIES = {"post.txt": "root@dome:~# shred plate-1\n$ shred plate-2\n❯ shred plate-3\n[ec2-user@ip-10-0-3-17 ~]$ shred plate-4\n", "m133.sh": "#!/bin/sh\nprintf '\\033]133;A\\007dome$ \\033]133;B\\007shred plate-5\\r\\n\\033]133;C\\007shredded\\r\\n\\033]133;D;0\\007'\n",
        "m633.sh": "#!/bin/sh\nprintf '\\033]633;A\\033\\\\$ \\033]633;B\\033\\\\\\033]633;E;shred plate-6;\\033\\\\\\033]633;C\\033\\\\ok\\r\\n\\033]633;D\\033\\\\'\n", "alt.sh": "#!/bin/sh\nprintf '\\033[?1049h\\033[2J\\033[Hplate viewer\\r\\n'\n", "main.sh": "#!/bin/sh\nprintf '\\033[?1049l'\n",
        "rub.sh": "#!/bin/sh\nprintf '\\033[A\\033[2K\\033[A\\033[2K\\r'; echo rubbed out\n", "blank.sh": "#!/bin/sh\nprintf '\\033[H\\033[2J\\033[3J'; echo blank\n", "ris.sh": "#!/bin/sh\nprintf '\\033c\\033[?25h'; echo anew\n", "act.sh": "#!/bin/sh\nprintf '\\033[?2004hroot@dome:~# '; for c in s h r e d ' ' p l a t e - 7; do sleep 0.04; printf '%s' \"$c\"; done; printf '\\033[?2004l\\r\\n'; echo gone\n",
        "col.sh": "#!/bin/sh\nprintf 'no line feed here'\n", "title.sh": "#!/bin/sh\nprintf '\\033]0;shred plate-8\\007\\033]7;file:///tmp\\007'; echo titled\n", "margin.sh": "#!/bin/sh\nprintf '\\033[3;8r\\033[3;1H'; seq 9; printf '\\033[r\\033[12;1H'; echo margins\n", "back.sh": "#!/bin/sh\nprintf 'dome$ shred plate-9\\r\\033[K'; echo nothing\n"}
EVER = [f"shred plate-{n}" for n in range(1, 10)]
PLATES = {f"box/plate-{n:03}.fit": f"{n}\n" for n in range(120)}


def lied(g, say="echo"):
    g.s.absent += EVER
    g.do("cat post.txt", f"{say} after the post", "sh m133.sh", "sh m633.sh", f"{say} after marks", "sh act.sh", "sh back.sh", f"{say} after an act", "sh rub.sh", f"{say} after rubbing", "sh blank.sh", "sh ris.sh", f"{say} anew", "sh title.sh", "sh col.sh", f"{say} beside it", "sh margin.sh", f"{say} below margins", "sh alt.sh", f"{say} in the viewer", "ls plates", "sh main.sh", f"{say} on the main screen")
