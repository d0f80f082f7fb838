"""Line editing, history, lists, ghosts and prompts, as distributions and their users have them: sessions of ordinary work in all shells."""
from props.gills import AGNOSTER, BIRA_RC, DEBIAN, EDGE_RC, FEDORA, FEDORA_RC, GENTOO, GRML, HIGH, HYDRO, KALI, LINE_RC, LIQUID_RC, MARKS, MARKS_RC, P10K_RC, PLUGGED, PURE_RC, ROBBY, STAR_RC, SUGG, SUSE, TIDE, TIDE_RC, VIMODE_RC, alone, ash, bash, dash, fish, ksh, mksh, tcsh, yash, zsh

MANY = {f"spool/msg-{n:03}-{w}.eml": "x\n" for n, w in enumerate(["bounce", "held", "sent", "late"] * 24)}


@bash((100, 28), DEBIAN, "alias ls='ls --color=always'\n")
def g01_debian_and_its_words(g):
    g.do("ls", "systemctl --versoin«Left*2 BSpace*2»is«Right» ⇒ systemctl --verisin", "uname -a", "grep -c 502 acess.log«Left*8»c ⇒ grep -c 502 access.log",
         "echo one two three«M-b M-b M-d»2 ⇒ echo one 2 three", "«Up*2» | tee n«C-a»time «C-e» ⇒ time grep -c 502 access.log | tee n", "cat conf/ma«Tab Tab»n«Tab» ⇒ cat conf/main.cf",
         "echo taken back«C-u» ⇒", "echo abc«M-b M-u» ⇒ echo ABC", "echo first last«M-t» ⇒ echo last first", "echo cut this out«C-w C-w»«C-y» ⇒ echo cut this out")
    g.end()


@bash((80, 24), FEDORA, FEDORA_RC)
def g02_fedora_searches_back(g):
    g.do("ll conf", "wc -l hosts.txt", "awk '$NF > 4000' access.log | head -n 3", "echo done for now", "«C-r w0.2»wc«w0.3» ⇒ wc -l hosts.txt", "«C-r w0.2»awk«w0.3»«C-e»; echo and more ⇒ awk '$NF > 4000' access.log | head -n 3; echo and more",
         "«C-r w0.2»done«w0.2 C-g w0.2»…", "hostname", "«C-r w0.2»host«w0.2 C-r w0.2» ⇒ wc -l hosts.txt", "«C-r w0.2»zzz-no-such«w0.2 C-c w0.3» ✗", "id -un", "«C-p C-p C-p» ⇒ hostname", "«M-<» ⇒ ll conf", "echo $?")
    g.end("logout || exit")


@bash((72, 20), KALI, "PS2='··· '\n")
def g03_kali_in_two_rows(g):
    g.do("id", "ls conf/ma«Tab w0.3 Tab w0.3»n.cf ⇒ ls conf/main.cf",
         "cat hosts.txt | sort -r", "whoami«Home» ⇒ whoami", "for h in $(cat hosts.txt); do⏎printf '%s up\\n' $h⏎done", "«Up»«Home»time «w0.2» ⇒ time for h in $(cat hosts.txt); do printf '%s up\\n' $h; done ∥ time for h in $(cat hosts.txt); do\nprintf '%s up\\n' $h\ndone",
         "nmap -sV 10.8.0.0/24 --never«C-c w0.3» ✗", "false", "echo \"a quoted⏎row\"", "cat conf/p«Tab» ⇒ cat conf/proxy.conf ∥ cat conf/proxy.conf ", "clear", "echo below the top")
    g.end()


@bash((90, 26), "x", STAR_RC)
def g04_star_with_an_empty_row(g):
    g.do("cargo --version", "echo red", "ls -l src«C-l w0.3» | tail -n 1 ⇒ ls -l src | tail -n 1", "«Up Up» and green ⇒ echo red and green", "printf 'no newline'", "echo after it", "cd src", "make -n", "cd -",
         "git log --oneline --graph --decorate --all --since=2026-01-01 --author=pia -- src/queue.c src/Makefile«C-a w0.2»echo «w0.2» ⇒ echo git log --oneline --graph --decorate --all --since=2026-01-01 --author=pia -- src/queue.c src/Makefile", "« » ⇒", "echo end")
    g.end()


@bash((96, 30), "x", LINE_RC)
def g05_power_line_and_status(g):
    g.do("false", "ls /no/such/place", "(exit 42)", "true", "curl -s localhost:1 >/dev/null", "echo " + "w" * 70 + "«C-a M-f» wide ⇒ echo wide " + "w" * 70, "tail -n 1 access.log", "«Up C-a M-d»head ⇒ head -n 1 access.log",
         "echo zero«C-a C-k»echo one«C-_ C-_ C-_»«C-e C-u»echo two ⇒ echo two", "cat no«Tab» ⇒ cat notes\\ today.md ∥ cat notes\\ today.md ", "echo «C-v C-g»bell ⇒ echo ^Gbell ∥ echo \x07bell", "echo end")
    g.end()


@bash((84, 24), "x", LIQUID_RC)
def g06_liquid_with_jobs(g):
    g.do("sleep 40 &", "sleep 41 &", "jobs", "echo two jobs are shown", "kill %1 %2«w0.3»", "echo none", "grep login access.log | wc -l", "«C-r w0.2»grep«w0.3 C-a»LC_ALL=C «C-e» -c ⇒ LC_ALL=C grep login access.log | wc -l -c", "make -C src -n«C-j» ⇒[] make -C src -n", "echo end")
    g.end("exit 0")


@bash((61, 18), "x", EDGE_RC)
def g07_clock_at_the_edge_pulled(g):
    g.do("ls conf", "df -h /", "echo a line that runs under the clock at the edge and on", "«Up»«BSpace*2»off ⇒ echo a line that runs under the clock at the edge and off", "«size 41x18»echo in forty-one", "«C-r w0.3»runs«w0.4» ⇒ echo a line that runs under the clock at the edge and off ∥ echo a line that runs under the clock at the edge and on",
         "echo half of it, «size 70x22»and the rest ⇒ echo half of it, and the rest", "cat conf/m«Tab w0.3 Tab w0.4»l.conf ⇒ cat conf/mail.conf", "echo end")
    g.end()


@bash((88, 24), MARKS, MARKS_RC)
def g08_marks_of_the_terminal(g):
    g.do("uptime", "ls src conf", "echo mistaek«BSpace*2»ke ⇒ echo mistake", "«C-r w0.2»upt«w0.3» ⇒ uptime", "if test -d src; then⏎echo a folder⏎fi", "sleep 0.7«w0.1»", "!ec:s/mistake/right/ ⇒ !ec:s/mistake/right/ ∥ echo right", "rm -rf never-this«C-c w0.3» ✗", "echo $((6 * 7))", "cat <<EOT⏎of a document⏎EOT", "(exit 3)", "echo end")
    g.end()


@bash((92, 24), SUSE, "set -o vi\nbind 'set show-mode-in-prompt on'\nbind 'set vi-ins-mode-string (ins)'\nbind 'set vi-cmd-mode-string (cmd)'\nbind 'set keyseq-timeout 80'\n")
def g09_vi_with_its_mode(g):
    g.do("ls conf", "echo on tow three«Escape w0.3»bbcwtwo«Escape w0.3»0wae«w0.2» ⇒ echo oen two three", "«Escape w0.3»kdd«w0.2»«i»hostname ⇒ hostname", "wc -l access.log", "«Escape w0.3»/conf«Enter w0.3» ⇒ ls conf", "echo word word word«Escape w0.3»2bD«w0.2» ⇒ echo word",
         "echo x«Escape w0.3»xp3itick «Escape w0.3» ⇒ echo tick x", "«Escape w0.3»kkA more«w0.2» ⇒ echo word more ∥ echo word  more", "echo comment«Escape w0.3»«#» ⇒[] #echo comment", "echo end")
    g.end()


@bash((104, 30), "x", "source /usr/lib/git-core/git-sh-prompt\nGIT_PS1_SHOWDIRTYSTATE=1\nPS1='\\[\\e[33m\\]\\t\\[\\e[0m\\] \\u:\\W$(__git_ps1 \" (%s)\") \\$ '\nEDITOR='sh @HOME@/quill'\nexport EDITOR\n", needs=["git"])
def g10_git_in_the_prompt(g):
    g.do("git init -q -b main .", "git config user.email pia@mx; git config user.name Pia", "git add src conf", "git commit -qm 'the first of them'", "echo '# a row' >> src/Makefile", "git status --short", "git diff --stat | cat", "git checkout -q -b spool", "echo half«C-x C-e w0.6» ⇒[] echo set down in an editor",
         "git log --oneline | cat", "«C-p C-p C-p»«w0.2 C-o w0.5» ⇒[] echo half", "«C-c w0.3»…", "git branch | cat", "git commit -am later«M-#» ⇒[] #git commit -am later", "echo end")
    g.end()


@bash((80, 25), GENTOO, "shopt -s histverify\nPS2='\\[\\e[33m\\]▹\\[\\e[0m\\] '\n")
def g11_history_is_looked_at_first(g):
    g.do("mkdir -p /tmp/gill-$$", "cd !$«Enter w0.3» ⇒ cd /tmp/gill-$$", "echo one two", "^one^1^«Enter w0.3» ⇒ echo 1 two", "!!«Enter w0.3» again ⇒ echo 1 two again", "cd", "rmdir /tmp/gill-$$", "!nosuch ⇒", "echo end of !#«Enter w0.3» ⇒ echo end of echo end of", "fc -l -3 | cat")
    g.end()


@bash((100, 30), "\\[\\e[1m\\]\\W\\[\\e[0m\\] § ", "source /usr/share/doc/fzf/examples/key-bindings.bash\nexport FZF_DEFAULT_OPTS='--height 40%'\n", needs=["fzf"])
def g12_fzf_below_the_line(g):
    g.do("ls conf", "wc -l hosts.txt", "head -n 2 access.log", "«C-r w0.6»hosts«w0.5 Enter w0.4»«w0.2» ⇒ wc -l hosts.txt", "cat «C-t w0.6»mail«w0.5 Enter w0.5» ⇒ cat conf/mail.conf ∥ cat conf/mail.conf ", "«C-r w0.6»access«w0.4 Escape w0.5»…", "echo behind the list", "«C-r w0.6»conf«w0.5 Enter w0.5»«BSpace*4»src ⇒ cat conf/mail.csrc", "echo end")
    g.end()


@bash((76, 22), "\\h \\w % ", "bind 'set completion-query-items 30'\nbind 'TAB:complete'\n", files=MANY)
def g13_lists_with_a_pager(g):
    g.do("ls conf", "cat spool/«Tab w0.3 Tab w0.3 Tab w0.4»y«w0.4» «w0.4»04-bounce.eml ⇒ cat spool/msg-004-bounce.eml", "cat spool/«Tab Tab Tab w0.4»n«w0.3»1«Tab Tab w0.4»2«Tab w0.3» ⇒ cat spool/msg-012-bounce.eml ∥ cat spool/msg-012-bounce.eml ", "echo spool/msg-00*«Escape»*«w0.4» ⇒ echo " + " ".join(f"spool/msg-{n:03}-{w}.eml" for n, w in enumerate(["bounce", "held", "sent", "late"] * 3) if n < 10),
         "ls conf/«Escape»?«w0.4»main.cf ⇒ ls conf/main.cf", "cat no-such-t«Tab Tab w0.3»hing ⇒ cat no-such-thing", "echo ~ro«Tab w0.3» ⇒ echo ~root ∥ echo ~root/ ∥ echo ~ro", "echo end")
    g.end()


@bash((40, 12), "12345678901234567890123456789012345678\\$ ", "PS2=''\n")
def g14_prompt_that_fills_forty(g):
    g.do("ls", "echo short", "echo a line of more than a row, and then of two rows at the least", "«Up»«C-a»time«Space» ⇒ time echo a line of more than a row, and then of two rows at the least", "for n in 1 2⏎do echo $n⏎done", "echo x«BSpace»y ⇒ echo y", "never mind«C-c w0.3» ✗", "cat hosts.txt", "echo end")
    g.end()


@bash((20, 9), "\\W>", "")
def g15_twenty_columns(g):
    g.do("ls conf", "wc -l < hosts.txt", "echo over the margin and once more over it", "«Up»«C-a M-f» far ⇒ echo far over the margin and once more over it", "tail -n 1 hosts.txt", "«C-r w0.3»wc«w0.4» ⇒ wc -l < hosts.txt", "echo abcdefghijklmnop«BSpace*6» ⇒ echo abcdefghij", "echo end")
    g.end()


@zsh((98, 27), ROBBY, SUGG + HIGH + "bindkey -e\n", needs=PLUGGED)
def g20_robbyrussell_with_plugins(g):
    g.do("ls conf", "print deploy to staging", "pri«w0.4 Right w0.3» ⇒ print deploy to staging", "git --version", "print dep«w0.5» ⇒ print dep", "print deploy «w0.4 End w0.2»now ⇒ print deploy ~now", "nosuchcommand --flag", "ls s«Tab w0.3» ⇒ ls s", "print 'a quoted «w0.2»word' $HOME ⇒ print 'a quoted word' $HOME", "false",
         "wc -l access.log | tr -d ' '", "«C-r w0.3»git«w0.3» ⇒ git --version", "sleep 5 # never«C-c w0.3» ✗", "print end")
    g.end()


@zsh((110, 30), AGNOSTER, "setopt autocd\nbindkey -e\nautoload -Uz compinit && compinit -u -D\nzstyle ':completion:*' menu select\n")
def g21_agnoster_and_its_menu(g):
    g.do("print one", "src«Tab w0.3»", "print in a folder", "cd ..", "ls conf/«Tab w0.4 Tab w0.3 Tab w0.3 Enter w0.3» ⇒ ls conf/main.cf ∥ ls conf/mail.conf ∥ ls conf/proxy.conf", "print \"open⏎and closed\"", "kill -«w0.2»l | head -n 1 ⇒ kill -l | head -n 1", "«C-r w0.3»ls«w0.3» ⇒ ls conf/main.cf ∥ ls conf/mail.conf ∥ ls conf/proxy.conf", "print a«C-v Tab»b ⇒ print a\tb", "print end")
    g.end()


@zsh((86, 24), "x", PURE_RC)
def g22_pure_that_is_told_late(g):
    g.do("ls", "print at once«w0.1»", "print slowly«w0.8» typed ⇒ print slowly typed", "cat hosts.txt", "for h in mx-01 mx-02; do⏎print $h⏎done", "«Up w0.3 Up w0.6» ⇒ for h in mx-01 mx-02; do⏎print $h⏎done", "print 1«w0.1»2«w0.1»3«w0.3»4 ⇒ print 1234", "print a long one that goes over the margin while the branch is still being asked for by the prompt«w0.5» ⇒ print a long one that goes over the margin while the branch is still being asked for by the prompt", "(exit 7)", "print end")
    g.end()


@zsh((120, 32), "x", P10K_RC + SUGG, needs=PLUGGED[:1])
def g23_ten_kilos_in_two_rows(g):
    g.do("ls -l conf", "print released", "git log --oneline | head -n 3", "print rel«w0.4 C-e w0.2» v2 ⇒ print released v2", "print a«BSpace»b ⇒ print b", "if [[ -d src ]]; then⏎print src is there⏎fi", "«Up»«w0.3» ⇒ if [[ -d src ]]; then\nprint src is there\nfi", "«size 90x30»print narrower", "print going up «size 130x30»again ⇒ print going up again", "never print«C-c w0.3» ✗", "tail -n 2 access.log | cut -d' ' -f1", "print end")
    g.end()


@zsh((94, 26), GRML, "bindkey -e\nautoload -Uz compinit && compinit -u -D\nzstyle ':completion:*' menu select=2\nsetopt list_packed\nRPROMPT='%F{8}%*%f'\n", files=MANY)
def g24_grml_lists_many(g):
    g.do("ls conf", "cat spool/msg-03«Tab w0.4 Tab w0.3 Down w0.2 Enter w0.3» ⇒ cat spool/msg-034-sent.eml ∥ cat spool/msg-035-late.eml ∥ cat spool/msg-033-held.eml ∥ cat spool/msg-032-bounce.eml ∥ cat spool/msg-031-late.eml ∥ cat spool/msg-030-sent.eml ∥ cat spool/msg-036-bounce.eml ∥ cat spool/msg-037-held.eml ∥ cat spool/msg-038-sent.eml ∥ cat spool/msg-039-late.eml", "wc -l hosts.txt", "«C-r w0.3»ls«w0.2 C-g w0.3»…", "print after the search", "«C-r w0.3»wc«w0.3 C-e»; date +%Y ⇒ wc -l hosts.txt; date +%Y",
         "cat no«Tab w0.3» ⇒ cat notes\\ today.md ∥ cat notes\\ today.md ", "ls -d sr«Tab w0.3» ⇒ ls -d src ∥ ls -d src/", "print end")
    g.end()


@zsh((80, 24), BIRA_RC + "setopt transient_rprompt\n")
def g25_bira_with_errors_at_the_right(g):
    g.do("false", "ls /nope", "print \"the status stands at the right of this and goes when the line gets to it\"", "(exit 130)", "print «C-x C-e w0.2»«C-g»ok ⇒ ok", "cat <<E⏎row⏎E", "«Up Up Up»«C-a»time«Space» ⇒ time cat <<E⏎row⏎E", "«C-c w0.3»…", "print one«M-q w0.3»pwd ⇒ pwd", " now ⇒ print one now", "print end")
    g.end()


@zsh((88, 22), "x", VIMODE_RC)
def g26_vi_that_says_its_mode(g):
    g.do("ls conf", "print on two«Escape w0.3»bbea one«w0.2» ⇒ print on one two", "«Escape w0.3»k«w0.2»k«w0.2» ⇒ ls conf", "print abc def«Escape w0.3»0wcwxyz«Escape w0.3»$«w0.2» ⇒ print xyz def", "never this«Escape w0.3»«C-c w0.4» ✗", "wc -l hosts.txt«Escape w0.3»0iLC_ALL=C «w0.2» ⇒ LC_ALL=C wc -l hosts.txt", "print a«Escape w0.3»u«w0.2»«i»«C-u»print b ⇒ print b", "print end")
    g.end()


@zsh((80, 24), "%n@mx-03 %1~ %# ", "bindkey -e\nautoload -U edit-command-line; zle -N edit-command-line; bindkey '^X^E' edit-command-line\nexport VISUAL='sh @HOME@/quill'\nautoload -U up-line-or-beginning-search; zle -N up-line-or-beginning-search; bindkey '^[[A' up-line-or-beginning-search '^[OA' up-line-or-beginning-search\n")
def g27_as_on_a_mac(g):
    g.do("brew --version", "ls conf", "print one", "print two", "ls«Up w0.3» ⇒ ls conf", "print«Up w0.2 Up w0.2» ⇒ print one", "some text«C-x C-e w0.8»«w0.2» ⇒ echo set down in an editor", "print keep«Escape»a«w0.3»«C-u» ⇒[] print keep", "print fetched«C-o w0.3» ⇒[] print fetched ∥ print fetched\n", "«C-c w0.3»…", "printf %s no-newline", "open . --never«C-c w0.3» ✗", "print end")
    g.end()


@zsh((70, 20), "%(?.%F{green}◆.%F{red}◆)%f ", "bindkey -e\nautoload -Uz compinit && compinit -u -D\nsetopt auto_remove_slash correct\nzle_highlight=(paste:none)\n")
def g28_slashes_that_go(g):
    g.do("ls sr«Tab w0.3» ⇒ ls src ∥ ls src/", "cd con«Tab w0.3»«w0.2» ⇒ cd conf ∥ cd conf/", "cd ..", "ls src/q«Tab w0.3» | cat ⇒ ls src/queue.c | cat", "print {a,b}«Tab w0.3» ⇒ print a b ∥ print a b  ∥ print {a,b}", "print $HO«w0.2»ME ⇒ print $HOME", "echo !!«Tab w0.3» ⇒ echo print $HOME ∥ echo !!", "print *.txt«Tab w0.3» ⇒ print hosts.txt ∥ print hosts.txt ", "print end")
    g.end()


@fish((92, 26), "fish_config prompt choose informative_vcs >/dev/null 2>&1; echo -n (whoami)'@mx '(prompt_pwd)'> '")
def g30_fish_plain_with_ghosts(g):
    g.do("ls conf", "echo release candidate", "echo rel«w0.5 Right w0.3» ⇒ echo release candidate", "echo re«w0.5» ⇒ echo re", "echo rel«w0.5 M-Right w0.3» ⇒ echo release", "cat con«Tab w0.4»mai«w0.2 Tab w0.4»l.conf«w0.2» ⇒ cat conf/mail.conf", "wc -l hosts.txt«w0.2»", "«Up Up Up»«w0.3» ⇒ cat conf/mail.conf ∥ echo release ∥ echo re", "«C-r w0.5»«C-c w0.4»…", "false", "echo end")
    g.end()


@fish((110, 30), "set_color $fish_color_cwd; echo -n (prompt_pwd); set_color normal; fish_vcs_prompt; echo -n ' ➤ '", "set -g __fish_git_prompt_show_informative_status 1\n", needs=["git"])
def g31_fish_in_a_repository(g):
    g.do("git init -q -b main .", "git add src", "git status --short", "git -c user.email=p@mx -c user.name=Pia commit -qm first", "for h in (cat hosts.txt)⏎echo $h⏎end ⇒ for h in (cat hosts.txt)⏎echo $h⏎end ∥ for h in (cat hosts.txt)⏎    echo $h⏎end", "git br«Tab w0.8» ⇒ git branch", "«Up Up»«w0.3»«Home» ⇒ for h in (cat hosts.txt)⏎    echo $h⏎end ∥ git -c user.email=p@mx -c user.name=Pia commit -qm first ∥ for h in (cat hosts.txt)⏎echo $h⏎end",
         "echo a; echo b", "git checkout -q -b topic", "echo end")
    g.end()


@fish((100, 28), TIDE, TIDE_RC)
def g32_tide_in_two_rows(g):
    g.do("ls", "echo deploy one", "echo dep«w0.5» two ⇒ echo dep two", "echo dep«w0.5 C-e w0.3» ⇒ echo dep two", "cat hosts.txt | sort -r«w0.2»", "if test -d src⏎echo there⏎end ⇒ if test -d src⏎echo there⏎end ∥ if test -d src⏎    echo there⏎end", "«size 74x28»echo in seventy-four columns now with a line that wraps at its right margin«w0.3»", "never so«C-c w0.4» ✗", "true", "«Up w0.3 Up w0.3»«Left*2»X ⇒ echo in seventy-four columns now with a line that wraps at its right margXin ∥ if test -d src⏎    echo thereX⏎end ∥ if test -d src⏎    echo there⏎eXnd", "echo end")
    g.end()


@fish((46, 16), HYDRO)
def g33_hydro_in_a_narrow_window(g):
    g.do("ls conf", "echo a line that is wider than what is left of the row", "«Up w0.3»«Home M-f» not ⇒ echo not a line that is wider than what is left of the row ∥ echonot  a line that is wider than what is left of the row ∥ echo  nota line that is wider than what is left of the row", "wc -l hosts.txt", "ec«w0.5» ⇒ ec", "echo «w0.3»done«C-w»gone ⇒ echo gone", "cat no«Tab w0.5» ⇒ cat notes\\ today.md ∥ cat notes\\ today.md ∥ cat 'notes today.md'", "echo end")
    g.end()


@fish((84, 24), "if set -q shrunk; echo -n '❯ '; else; set_color blue; echo (prompt_pwd)' on main'; set_color normal; echo -n '❯ '; end", "function shrink; set -g shrunk; commandline -f repaint execute; end\nfunction grow --on-event fish_postexec; set -e shrunk; end\nfunction grown --on-event fish_prompt; set -e shrunk; end\nbind \\r shrink\n")
def g34_fish_whose_prompt_shrinks(g):
    g.do("ls conf", "echo shrunk after this", "echo sh«w0.5 Right w0.3» and more ⇒ echo shrunk after this and more", "cat hosts.txt", "false", "echo mistkae«BSpace*3»ake ⇒ echo mistake", "«Up Up Up»«w0.3» ⇒ cat hosts.txt", "echo end")
    g.end()


@fish((78, 22), "echo -n (fish_default_mode_prompt)'~> '", "fish_vi_key_bindings\n")
def g35_fish_vi(g):
    g.do("ls conf", "echo one two«Escape w0.4»bbea zero«w0.2» ⇒ echo zero one two ∥ echo one zero two", "«Escape w0.4»k«w0.3»k«w0.3» ⇒ ls conf", "echo abc«Escape w0.4»0dwiprintf ⇒ printfabc ∥ printf abc ∥ printf", "wc -l hosts.txt«Escape w0.4» ⇒ wc -l hosts.txt", "echo end")
    g.end()


@ksh((90, 24), "$USER@mx-03:${PWD##*/}> ", "set -o emacs\nset -o multiline\n")
def g40_korn_with_rows(g):
    g.do("ls conf", "print one two", "print a line that is longer than ninety columns in this window, so that the rows of it are used by ksh93", "«C-p C-p» more ⇒ print one two more", "print oen«C-h C-h»ne ⇒ print one", "for h in mx-01 mx-02; do⏎print $h⏎done", "cat hosts.txt | wc -l", "«C-r»cat«Enter w0.3» ⇒ cat hosts.txt | wc -l", "ls co«Tab w0.3» ⇒ ls conf ∥ ls conf/", "never run«C-c w0.3» ✗", "print \"$(date +%Y)\"", "print end")
    g.end()


@ksh((80, 24), "! ${PWD##*/} $ ", "set -o vi\n")
def g41_korn_by_vi(g):
    g.do("ls conf", "print on two«Escape w0.2»0wcwone«Escape w0.2» ⇒ print one two", "«Escape w0.2»kk«w0.2» ⇒ ls conf", "wc -l hosts.txt", "«Escape w0.2»/print«Enter w0.3»A three ⇒ print one two three", "cat src/M«Escape w0.2»«\\ w0.3» ⇒ cat src/Makefile ∥ cat src/Makefile ", "print x«Escape w0.2»#«w0.3» ⇒[] #print x", "print end")
    g.end()


@mksh((84, 24), "\\[$USER@mx:${PWD##*/}\\]$ ".replace("\\[", "[").replace("\\]", "]"), "")
def g42_mir_emacs(g):
    g.do("ls conf", "print one", "print two«C-a C-f» ⇒ print two", "«Up Up»«w0.2»x ⇒ print onex", "cat con«Tab w0.3»ma«Tab Tab w0.3»n.cf ⇒ cat conf/main.cf", "«C-r»one«w0.2» ⇒ print onex", "print a b c«C-w C-w»z ⇒ print a z", "for n in 1 2; do⏎print $n⏎done", "print end«C-u»print last ⇒ print last")
    g.end()


@tcsh((100, 26), "%n@mx-03:%~ %# ", "set autolist\nset rprompt='%T'\nbindkey -e\n")
def g43_berkeley_with_a_clock(g):
    g.do("ls conf", "echo one two", "echo !$ ⇒ echo !$ ∥ echo two", "^two^2 ⇒ ^two^2 ∥ echo 2", "cat conf/ma«Tab w0.3»n.cf ⇒ cat conf/main.cf", "«Up Up Up Up»«C-a»time«Space» ⇒ time echo two", "foreach h (mx-01 mx-02)⏎echo $h⏎end", "set x = 5", "echo $x«M-b M-b M-u» ⇒ ECHO $x ∥ echo $X ∥ echo $x", "never run«C-c w0.3» ✗", "alias ll ls -l", "ll src", "echo a line that goes to the clock at the right and over it, and then to the next row after that«C-a C-f»«C-e» ⇒ echo a line that goes to the clock at the right and over it, and then to the next row after that", "echo end")
    g.end()


@tcsh((72, 20), "\\n%{\\033[32m%}%m%{\\033[0m%} %c3\\n%B%h%b %# ", "set autolist=ambiguous\nset complete=enhance\nset correct=cmd\nbindkey -v\n")
def g44_tcsh_by_vi_in_two_rows(g):
    g.do("ls conf", "echo one two«Escape w0.3»bcwthree«Escape w0.2» ⇒ echo one three", "«Escape w0.3»kk«w0.2» ⇒ ls conf", "wc -l hosts.txt", "echo end")
    g.end()


@ash((80, 24), "\\h:\\w\\$ ", "")
def g45_alpine(g):
    g.do("ls conf", "cat /etc/os-release | head -n 1", "echo one tow«BSpace*2»wo ⇒ echo one two", "«Up Up»«w0.2» ⇒ cat /etc/os-release | head -n 1", "cat conf/p«Tab w0.3» ⇒ cat conf/proxy.conf ∥ cat conf/proxy.conf ", "echo head«Home C-k»apk --version ⇒ apk --version", "«C-r w0.2»two«w0.3» ⇒ two", "for n in 1 2; do⏎echo $n⏎done", "ls con«Tab Tab w0.3»f ⇒ ls conf/f ∥ ls conff ∥ ls conf", "never«C-c w0.3» ✗", "echo end")
    g.end()


@ash((60, 18), "root@OpenWrt:\\w# ", "")
def g46_router_of_the_house(g):
    g.do("uname -r", "cat hosts.txt", "echo uci set network.lan.ipaddr=192.168.7.1 and a tail beyond the margin", "«Up»«Home»«Right*5»x ⇒ echo xuci set network.lan.ipaddr=192.168.7.1 and a tail beyond the margin", "ls -l src«C-a»time«Space» ⇒ time ls -l src", "ps | head -n 2", "cat <<EOF⏎config interface lan⏎EOF", "echo end")
    g.end()


@yash((82, 24), "[\\u@mx \\W]\\$ ", "YASH_PS1R='%'\nset -o emacs\n")
def g47_yash_with_a_mark_at_the_right(g):
    g.do("ls conf", "echo one two", "echo tree«Left*3»h«C-e» ⇒ echo three", "«Up Up»«w0.2» ⇒ echo one two", "for n in 1 2; do⏎echo $n⏎done", "cat hosts.txt", "never«C-c w0.3» ✗", "echo end")
    g.end()


@dash((80, 24), "# ", "PS2='| '\n")
def g48_rescue_shell(g):
    g.do("ls conf", "mount | grep -c proc", "echo mistkae«BSpace*3»ake ⇒ echo mistake", "echo all wrong«C-u»echo right ⇒ echo right", "for n in 1 2; do⏎echo $n⏎done", "echo two words«C-w»rows ⇒ echo two rows", "never«C-c w0.3» ✗", "cat <<E⏎x⏎E", "exec 3>&1; echo end >&3")
    g.end()


@alone(["node"], (84, 24), FORCE_COLOR="1", NODE_REPL_HISTORY="")
def g50_node_with_grey_words(g):
    g.repl("1 + 1", "const spool = [3, 1, 2]", "spool.so«w0.4»rt() ⇒ spool.sort()", "spool.len«w0.4 Tab w0.3» ⇒ spool.length", "con«w0.3»sole.log('x') ⇒ console.log('x')", "[1, 2].map(n => {⏎return n * 2⏎}) ⇒ [1, 2].map(n => {⏎return n * 2⏎}) ∥ [1, 2].map(n => {⏎  return n * 2⏎})", "spool«w0.3 C-a»typeof«Space» ⇒ typeof spool", "«C-r w0.3»con«w0.4» ⇒ const spool = [3, 1, 2] ∥ console.log('x')", ".help")
    g.end(".exit", "repl")


@alone(["elvish", "-norc"], (88, 24), needs=["elvish"])
def g51_elvish(g):
    g.do("ls conf", "echo one two", "echo thre«w0.3»e«w0.2» ⇒ echo three", "«Up w0.3 Up w0.3» ⇒ echo one two", "put [a b] | each {|x| echo $x }", "echo a long line of elvish that goes on over the margin of this window, as they do«w0.2»", "never«C-c w0.3» ✗", "echo end")
    g.end()
