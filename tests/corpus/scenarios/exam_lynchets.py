"""Jobs that speak into lines, windows pulled below prompts at the right, panes in which both happen, modes of vi, wide words, other terminals."""
from props.carses import COLOURED, LEAN, NAMES, POWER, panes
from props.gills import BIRA_RC, DEBIAN, EDGE_RC, FEDORA, GRML, KALI, LINE_RC, LIQUID_RC, P10K_RC, ROBBY, STAR_RC, SUGG, TIDE, TIDE_RC, VIMODE_RC, alone, ash, bash, dash, fish, ksh, mksh, tcsh, yash, zsh

SPEAK = {"notice": "#!/bin/sh\n(sleep 0.8; echo \"backup: $1 done\"; sleep 0.9; printf 'backup: verified\\n') &\n", "wall": "#!/bin/sh\n(sleep 0.8; printf '\\r\\n\\007Broadcast message from root@mx-03 (Mon Nov 23):\\r\\n\\r\\nrotating keys in 5 minutes\\r\\n\\r\\n') &\n",
         "dots": "#!/bin/sh\n(for n in 1 2 3 4 5 6; do sleep 0.25; printf .; done) &\n"}

# a job that speaks in a pause of the hand
for number, (maker, name, size, prompt, rc, say) in enumerate([
        (bash, "debian", (90, 24), DEBIAN, "", "echo"), (bash, "line", (100, 26), "x", LINE_RC, "echo"), (bash, "star", (84, 24), "x", STAR_RC, "echo"), (zsh, "grml", (96, 26), GRML, "bindkey -e\n", "print"), (zsh, "bira", (88, 24), "x", BIRA_RC, "print"), (zsh, "ten", (100, 28), "x", P10K_RC, "print"),
        (fish, "tide", (94, 26), TIDE, TIDE_RC, "echo"), (fish, "plain", (80, 24), "echo -n (prompt_pwd)'$ '", "", "echo"), (ksh, "ksh", (82, 24), "${PWD##*/}> ", "set -o emacs\n", "print"), (mksh, "mksh", (76, 24), "m:${PWD##*/}# ", "", "print"), (tcsh, "tcsh", (86, 24), "%m %c %# ", "bindkey -e\n", "echo"),
        (ash, "ash", (80, 24), "\\W \\$ ", "", "echo"), (dash, "dash", (78, 24), "$ ", "", "echo"), (yash, "yash", (84, 24), "\\W\\$ ", "set -o emacs\n", "echo")], 1):
    def spoken(g, say=say):
        g.do("ls conf", "sh notice mail", f"{say} typed while«w1.0» a notice comes ⇒ {say} typed while a notice comes", "«w0.9»…", f"{say} quiet", "sh wall", f"{say} one word«w1.0» after it ⇒ {say} one word after it")
        if say == "print" or name not in ("dash",):
            g.do("sh notice keys", f"{say} wrogn«w1.0»«BSpace*2»ng ⇒ {say} wrong", "«w0.9»…")
        g.do(f"{say} end")
        g.end()
    spoken.__name__ = f"l{number:02}_{name}_is_spoken_to"
    maker(size, prompt, rc, files=SPEAK)(spoken)


# windows pulled below what stands at the right
for number, (maker, name, prompt, rc, say) in enumerate([
        (bash, "edge", "x", EDGE_RC, "echo"), (zsh, "bira", "x", BIRA_RC, "print"), (zsh, "grml", "%~ %# ", "RPROMPT='%F{8}%D{%H:%M:%S}%f'\nbindkey -e\n", "print"), (fish, "right", "set_color blue; echo -n (prompt_pwd)' » '; set_color normal", "function fish_right_prompt; set_color brblack; echo -n (date +%T); set_color normal; end\n", "echo"),
        (tcsh, "rprompt", "%c %# ", "set rprompt='[%T]'\nbindkey -e\n", "echo"), (zsh, "ten", "x", P10K_RC + SUGG, "print"), (bash, "liquid", "x", LIQUID_RC, "echo"), (yash, "right", "\\W\\$ ", "YASH_PS1R='<right>'\nset -o emacs\n", "echo")], 21):
    def pulled(g, say=say):
        g.do("ls conf", f"{say} in seventy", f"{say} before «size 90x24»and after ⇒ {say} before and after", f"{say} again «size 60x20»narrow ⇒ {say} again narrow", "«Up w0.3»«size 84x22»«w0.3» ⇒ " + f"{say} again narrow", f"{say} a line of so many words that it has to go on in a second row of this window", "«size 50x20»«w0.2»" + f"{say} in fifty", f"{say} end")
        g.end()
    pulled.__name__ = f"l{number:02}_{name}_pulled"
    maker((70, 22), prompt, rc)(pulled)


# modes of vi
@zsh((80, 24), "x", VIMODE_RC)
def l31_zsh_vi_of_all_kinds(g):
    g.do("ls conf", "print one two three«Escape w0.3»0fodw«w0.2»A end«w0.2» ⇒ print two three end", "print alpha beta«Escape w0.3»bcwgamma«Escape w0.2» ⇒ print alpha gamma", "print abc«Escape w0.3»~~~«w0.2» ⇒ print abC", "«Escape w0.3»/alpha«Enter w0.3» ⇒ print alpha gamma", "print x«Escape w0.3»yypp«w0.2»«C-c w0.3»…", "print end")
    g.end()


@ksh((84, 24), "$ ", "set -o vi\n")
def l32_ksh_vi_of_all_kinds(g):
    g.do("ls conf", "print one two«Escape w0.2»bcwthree«Escape w0.2» ⇒ print one three", "print alpha«Escape w0.2»Abeta«Escape w0.2»xx«w0.2» ⇒ print alphabe", "«Escape w0.2»kk«w0.2»$a four«Escape w0.2» ⇒ print one three four", "print \"open⏎shut\"", "print end")
    g.end()


@mksh((80, 24), "m$ ", "set -o vi\n")
def l33_mksh_vi_of_all_kinds(g):
    g.do("ls conf", "print one two«Escape w0.2»bcwthree«Escape w0.2» ⇒ print one three", "«Escape w0.2»k«w0.2»A four«Escape w0.2» ⇒ print one three four", "print abc«Escape w0.2»0wD«w0.2»Axyz ⇒ print xyz", "print end")
    g.end()


@yash((82, 24), "y\\$ ", "set -o vi\n")
def l34_yash_vi_of_all_kinds(g):
    g.do("ls conf", "echo one two«Escape w0.3»bcwthree«Escape w0.3» ⇒ echo one three", "«Escape w0.3»k«w0.3»A four«Escape w0.3» ⇒ echo one three four", "echo end")
    g.end()


# wide words
@zsh((60, 20), "%F{green}邮件%f:%1~ %# ", "bindkey -e\n")
def l35_zsh_wide_prompt(g):
    g.do("ls conf", "print 日志 一二三", "print 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十 end", "«Up w0.3»«BSpace*3»尾 ⇒ print 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十 尾", "print a日b本c«C-b C-b»X ⇒ print a日bX本c", "«C-r w0.3»日志«w0.3» ⇒ print 日志 一二三", "print end")
    g.end()


@fish((66, 20), "echo -n '邮局 '(prompt_pwd)' » '")
def l36_fish_wide_prompt(g):
    g.do("ls conf", "echo 日志 一二三", "echo 日«w0.5 Right w0.3» ⇒ echo 日志 一二三", "echo 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十 end«w0.2»", "«Up w0.3»«BSpace*3»尾«w0.2» ⇒ echo 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十 尾", "echo a日b«Left»X ⇒ echo a日Xb", "echo end")
    g.end()


@bash((58, 18), "\\[\\e[33m\\]邮\\[\\e[0m\\] \\W 》", "")
def l37_bash_wide_prompt(g):
    g.do("ls conf", "echo 日志 一二三", "echo 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十 end", "«Up»«BSpace*3»尾 ⇒ echo 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十 尾", "«C-r w0.3»日志«w0.3» ⇒ echo 日志 一二三", "echo a日b本c«C-b C-b»X ⇒ echo a日bX本c", "echo cafe\u0301 ok", "echo end")
    g.end()


# other terminals
for number, (term, size) in enumerate([("linux", (80, 25)), ("vt220", (80, 24)), ("screen-256color", (96, 30)), ("rxvt-unicode-256color", (88, 26)), ("ansi", (80, 24))], 41):
    def other(g):
        g.do("ls conf", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "echo a line that goes over the margin of this terminal, whatever it may be able to do for it, and on", "«Up»«C-a M-f» x ⇒ echo x a line that goes over the margin of this terminal, whatever it may be able to do for it, and on", "«C-r w0.3»wrong«w0.3» ⇒ echo wrong", "for n in 1 2⏎do echo $n⏎done", "cat conf/ma«Tab Tab w0.3»n.cf ⇒ cat conf/main.cf", "less access.log«Enter w0.5»q«w0.3» ⇒[] less access.log", "never«C-c w0.3» ✗", "echo end")
        g.end()
    other.__name__ = f"l{number}_bash_on_{term.split('-')[0]}"
    bash(size, FEDORA, "", term=term)(other)


# panes in which all of it happens
@panes((130, 36), LEAN, "debian", "kali", "%", place="lynchet")
def l51_notices_beside_each_other(g):
    g.at("debian", "ls conf", "sh tick &", "echo typed while«w0.8» it ticks ⇒ echo typed while it ticks", "«w1.6»…", "echo quiet")
    g.lead("%", pause=0.8)
    g.at("kali", "sh tick &", "echo on the right")
    g.lead("o")
    g.at("debian", "echo typed in the left while the right is told things«w0.8» by a job ⇒ echo typed in the left while the right is told things by a job", "«w1.2»…", "echo a line that is wider than the half of the window in which it is typed by hand now")
    g.lead("o")
    g.at("kali", "«Up Up w0.3» ⇒ sh tick &", "«w2.3»…", "echo end of the right")
    g.leave("kali")
    g.at("debian", "echo alone")
    g.last("debian")


@panes((90, 44), POWER, "mac", "p10k", '"', place="lynchet")
def l52_rights_above_each_other(g):
    g.at("mac", "ls conf", "print one", "print a line that reaches the clock at the right of its row and goes on over it, as they do")
    g.lead('"', pause=0.9)
    g.at("p10k", "print two", "print half «size 76x40»and half ⇒ print half and half", "«size 100x44»print wide")
    g.lead("o")
    g.at("mac", "print above in a hundred", "«C-r w0.3»one«w0.4» ⇒ print one", "print p«BSpace»q ⇒ print q")
    g.lead("z")
    g.at("mac", "print zoomed", "if true; then⏎print x⏎fi")
    g.lead("z")
    g.lead("o")
    g.at("p10k", "«Up Up w0.3» ⇒ print half and half", "print end")
    g.leave("p10k")
    g.at("mac", "print alone")
    g.last("mac")


@panes((140, 40), COLOURED, "tide", "bc", "%", place="lynchet")
def l53_tide_beside_bc(g):
    g.at("tide", "ls conf", "echo one")
    g.lead("%", pause=0.8)
    g.at("bc", "6 * 7", "scale = 3", "1 / 3")
    g.lead("o")
    g.at("tide", "echo t«w0.4»wo ⇒ echo two", "for n in 1 2⏎echo $n⏎end ⇒ for n in 1 2⏎echo $n⏎end ∥ for n in 1 2⏎    echo $n⏎end")
    g.lead("o")
    g.at("bc", "2 ^ 8")
    g.leave("bc")
    g.at("tide", "echo alone")
    g.last("tide")


@panes((120, 30), LEAN, "debian", "bc", "%", place="lynchet")
def l54_debian_beside_bc(g):
    g.at("debian", "ls conf")
    g.lead("%", pause=0.8)
    g.at("bc", "6 * 7", "scale = 3", "1 / 3", "1 / 0", "x = 5", "x + 1")
    g.lead("o")
    g.at("debian", "echo one")
    g.lead("o")
    g.at("bc", "2 ^ 8")
    g.leave("bc")
    g.at("debian", "echo alone")
    g.last("debian")


@panes((150, 40), NAMES, "robby", "gdb", "%", place="lynchet")
def l55_gdb_beside_a_pager(g):
    g.at("robby", "cc -g -o queue src/queue.c")
    g.lead("%", pause=0.8)
    g.at("gdb", "file queue", "break main")
    g.lead("o")
    g.at("robby", "less access.log«Enter w0.6»G«w0.2» ⇒[] less access.log")
    g.lead("o")
    g.at("gdb", "run", "next", "print 6 * 7", "bt")
    g.lead("o")
    g.s.type("q", 0.4)
    g.calm()
    g.at("robby", "print after less")
    g.lead("o")
    g.at("gdb", "kill«Enter w0.3»y«Enter w0.3» ⇒[] kill")
    g.leave("gdb")
    g.at("robby", "print alone")
    g.last("robby")


@panes((110, 34), LEAN, "ksh", "ipython", '"', place="lynchet")
def l56_korn_above_ipython(g):
    g.at("ksh", "ls conf", "print one")
    g.lead('"', pause=2.0)
    g.at("ipython", "x = 5«w0.2»", "for n in range(2):⏎print(n)⏎«w0.2» ⇒ for n in range(2):⏎    print(n)", "def f(a):⏎return a * 2⏎«w0.2» ⇒ def f(a):⏎    return a * 2", "f(21)«w0.2»")
    g.lead("o")
    g.at("ksh", "print above", "print wrogn«BSpace*2»ng ⇒ print wrong")
    g.lead("o")
    g.at("ipython", "%who«w0.2»")
    g.leave("ipython", 1.5)
    g.at("ksh", "print alone")
    g.last("ksh")
