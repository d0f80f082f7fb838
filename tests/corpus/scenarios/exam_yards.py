"""Shells as people dress them: themes that were in fashion, what they complete, how they find old lines again, and what suggests itself."""
import sys

from props.hand import back, bash as plain_bash, bye, fish as plain_fish, go, no, rows, stop, zsh as plain_zsh

LOG = "".join(f"2026-11-{n % 28 + 1:02}T{n % 24:02}:{n * 7 % 60:02}Z dock{n % 5} crane{n % 3} {['lift', 'wait', 'idle', 'fail'][n % 4]} {n * 13 % 97}t\n" for n in range(100))
GIT = "[user]\nname=Quay\nemail=quay@example.org\n[init]\ndefaultBranch=main\n[advice]\ndetachedHead=false\n"
FILES = {"docks.log": LOG, ".gitconfig": GIT, "site/app.py": "print('app')\n", "site/test_app.py": "def test(): pass\n", "site/README.md": "# Site\n\ntext\n",
         "keys/alpha.pub": "a\n", "keys/beta.pub": "b\n"}
SUGG, HIGH = "/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh", "/usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh"


def proven(wrap, path):
    """The shell keeps a history that the truth can be held against."""
    def make(*args, files=None, **kind):
        inner = wrap(*args, files={**FILES, **(files or {})}, **kind)

        def register(function):
            inner(function)
            sys.modules["drive"].SCENARIOS[-1]["history"] = path
            return function
        return register
    return make


bash, zsh, fish = proven(plain_bash, ".hist"), proven(plain_zsh, ".zh"), proven(plain_fish, None)

ROBBY = r"""setopt prompt_subst
autoload -U compinit && compinit -u -D
git_info() { local b; b=$(git symbolic-ref --short HEAD 2>/dev/null) || return; local d=''; [[ -n $(git status --porcelain 2>/dev/null) ]] && d=' %F{yellow}✗'; print -n "%B%F{blue}git:(%F{red}$b%F{blue})%b$d%f " }
PROMPT='%(?:%B%F{green}➜ :%B%F{red}➜ )%f%b %F{cyan}%c%f $(git_info)'
"""


@zsh(ROBBY, r"➜  \S+ (git:\(\S+\)( ✗)? )?$", size=(92, 26), needs=["git", "less"])
def yard_robbyrussell_and_git(s):
    go(s, "cd site", "git init -q", "git status -s")
    s.type("git add te")
    s.key("Tab", pace=0.5)
    s.pause(0.3)
    s.enter("git add test_app.py", also=["git add test_app.py "])
    go(s, "git add -A", 'git commit -qm "first"', "git switch -qc topic/cranes", "echo '# more' >> README.md", "git diff --shortstat")
    s.type('git commit -qam "two rows: the title')
    s.enter(None, wait="dquote> $")
    s.enter(None, wait="dquote> $")
    s.type('and the rest of it"')
    s.enter('git commit -qam "two rows: the title\n\nand the rest of it"')
    s.run("git log", wait=False)
    s.see("Author")
    s.pause(0.3)
    s.wait()
    go(s, "git switch -q main", "git merge --no-edit -q topic/cranes", "git log --oneline | wc -l", "git stash list", "git checkout -q HEAD~1", "cd ..", "false", "true")
    bye(s)


PURE = r"""setopt prompt_subst
zmodload zsh/datetime
preexec() { began=$EPOCHSECONDS }
precmd() {
  local took=$((EPOCHSECONDS - ${began:-$EPOCHSECONDS})); unset began
  dirty=''
  print -P "\n%F{blue}%~%f\${:+} %F{242}main%f${took:#0}"
  exec {fd}< <(sleep 0.35; print '*'); zle -F $fd landed
}
landed() { read -r -u $1 dirty; zle -F $1; exec {1}<&-; zle reset-prompt }
PROMPT='%F{218}$dirty%f%(?.%F{magenta}.%F{red})❯%f '
"""


@zsh(PURE, r"^\*?❯ $", size=(96, 28))
def yard_pure_that_hears_late(s):
    go(s, "ls site", "grep -c fail docks.log", pace=0.06)
    s.type("awk '$4 == \"fail\" { n[$2]++ } END { for (d in n) print d, n[d] }' docks.log | sort", pace=0.02)
    s.enter("awk '$4 == \"fail\" { n[$2]++ } END { for (d in n) print d, n[d] }' docks.log | sort")
    s.type("head -n 3 dosks.log", pace=0.05)
    s.key("M-b", pace=0.08)
    s.key("Right", "Right", "Delete", pace=0.08)
    s.type("c", pace=0.3)
    s.pause(0.3)
    s.enter("head -n 3 docks.log")
    s.key("Up", "Up", "Up", pace=0.2)
    s.pause(0.3)
    s.enter("grep -c fail docks.log")
    no(s, "rm -r site")
    rows(s, "for k in keys/*; do", "print -r -- $k:t", "done", more="for> $")
    go(s, "sleep 1.2", "print after a second", pace=0.05)
    s.key("C-r", pace=0.3)
    s.type("head", pace=0.1)
    s.pause(0.5)
    s.enter("head -n 3 docks.log")
    bye(s)


BOXES = r"""setopt prompt_subst
PROMPT=$'%F{240}╭─%f%K{4}%F{15} %~ %f%k%F{4}\ue0b0%f\n%F{240}╰─%f%# '
RPROMPT=$'%(?.%F{green}✔.%F{red}✘ %?)%f %F{240}\ue0b2%K{240}%F{15} %T %f%k'
autoload -U up-line-or-beginning-search down-line-or-beginning-search
zle -N up-line-or-beginning-search
zle -N down-line-or-beginning-search
bindkey '^[[A' up-line-or-beginning-search '^[OA' up-line-or-beginning-search '^[[B' down-line-or-beginning-search '^[OB' down-line-or-beginning-search
"""


@zsh(BOXES, r"^╰─# $", size=(80, 24))
def yard_boxes_and_history_by_prefix(s):
    go(s, "grep -c lift docks.log", "ls keys", "grep -c wait docks.log", "cat keys/alpha.pub", "(exit 3)")
    s.type("grep")
    s.key("Up", "Up", pace=0.25)
    s.enter("grep -c lift docks.log")
    s.type("cat")
    s.key("Up", pace=0.25)
    back(s, 9)
    s.type("beta.pub")
    s.enter("cat keys/beta.pub")
    s.type("ls")
    s.key("Up", "Up", "Down", "Down", pace=0.25)
    s.type(" -l site | wc -l")
    s.pause(0.1)
    shown = s.cursor_line().split("╰─# ", 1)[1].rstrip()
    s.enter(shown)
    s.type("print the line comes so near to the clock that this must go away from there")
    s.enter("print the line comes so near to the clock that this must go away from there")
    s.key("Up", pace=0.25)
    back(s, 40)
    s.enter("print the line comes so near to the")
    s.type("print undone words here")
    s.key("C-w", "C-w", pace=0.1)
    s.key("C-_", pace=0.1)
    s.enter("print undone words")
    go(s, "print -n no feed at the end", "printf 'two\\nthree'", "true")
    bye(s)


@zsh("PROMPT='%F{cyan}%1~%f %# '\nbindkey -e\nsource " + SUGG + "\nsource " + HIGH + "\nZSH_AUTOSUGGEST_STRATEGY=(history completion)\nautoload -U compinit && compinit -u -D\n", "~ # $", size=(72, 20), needs=[SUGG, HIGH],
     files={".zh": "terraform destroy -auto-approve\ngrep -c fail docks.log\nfor f in keys/*; do cat $f; done\nkubectl get pods -n quay -o wide --show-labels --sort-by=.status.startTime\n"})
def yard_suggestions_taken_in_parts(s):
    s.absent.append("destroy -auto")
    s.type("terr", pace=0.08)
    s.pause(0.4)
    s.key("C-c", pace=0.3)
    s.wait()
    s.type("for", pace=0.08)
    s.pause(0.4)
    s.key("M-f", "M-f", pace=0.25)
    s.pause(0.2)
    s.key("C-e", pace=0.3)
    s.pause(0.2)
    s.enter("for f in keys/*; do cat $f; done")
    s.type("grep -c l", pace=0.05)
    s.type("ift docks.log", pace=0.02)
    s.enter("grep -c lift docks.log")
    s.type("ter", pace=0.08)
    s.pause(0.3)
    s.key("Enter", pace=0)
    s.truth("ter")
    s.pause(0.3)
    s.wait()
    s.type("kubectl g", pace=0.05)
    s.pause(0.4)
    s.key("M-f", "M-f", pace=0.25)
    s.pause(0.2)
    s.key("C-u", pace=0.3)
    go(s, "print \"a $HOME b\" 'c' \\$d # note")
    s.type("gre", pace=0.08)
    s.key("Up", pace=0.3)
    s.pause(0.2)
    s.enter(s.cursor_line().split("# ", 1)[1].rstrip())
    s.type("kubectl get po", pace=0.06)
    s.pause(0.3)
    s.key("C-a", pace=0.2)
    s.type("print ", pace=0.05)
    s.key("C-e", pace=0.3)
    s.type("ds", pace=0.05)
    s.enter("print kubectl get pods")
    bye(s)


@zsh("PROMPT='%B%c%b » '\nautoload -U compinit && compinit -u -D\nzstyle ':completion:*' menu select=2\nzstyle ':completion:*:descriptions' format '%F{yellow}-- %d --%f'\nzstyle ':completion:*' group-name ''\n"
     "zstyle ':completion:*' list-colors ''\nsetopt auto_pushd pushd_silent complete_in_word\nLISTMAX=30\n", "» $", size=(100, 22), files={f"many/item-{n:03}.txt": "x\n" for n in range(130)})
def yard_menus_and_long_lists(s):
    s.type("ls --si")
    s.key("Tab", pace=0.6)
    s.pause(0.3)
    s.enter("ls --size", also=["ls --size ", "ls --si"])
    s.type("cat keys/")
    s.key("Tab", "Tab", pace=0.5)
    s.key("Down", pace=0.3)
    s.pause(0.3)
    s.key("Enter", pace=0.4)
    s.pause(0.3)
    s.enter(s.cursor_line().split("» ", 1)[1].rstrip())
    s.type("cat many/item-0")
    s.key("Tab", pace=0.8)
    s.pause(0.3)
    s.abandon()
    s.type("wc -c many/item-12")
    s.key("Tab", pace=0.6)
    s.key("Tab", "Tab", "Right", pace=0.4)
    s.key("Enter", pace=0.4)
    s.pause(0.3)
    s.enter(s.cursor_line().split("» ", 1)[1].rstrip())
    go(s, "cd keys", "cd ../site", "cd ~")
    s.type("cd -")
    s.key("Tab", pace=0.5)
    s.pause(0.3)
    s.key("C-g", pace=0.3)
    s.pause(0.2)
    s.key("C-u", pace=0.3)
    go(s, "print over")
    s.type("cat site/.md")
    s.key("Left", "Left", "Left", pace=0.08)
    s.type("RE")
    s.key("Tab", pace=0.4)
    s.pause(0.3)
    s.enter("cat site/README.md")
    s.type("print -l keys/*")
    s.key("Tab", pace=0.5)
    s.pause(0.3)
    shown = s.cursor_line().split("» ", 1)[1].rstrip()
    s.enter(shown)
    bye(s)


def read(s, mark):
    """What stands behind the last such mark on the screen: where that is not in the cursor's row up to the cursor."""
    return [row for row in s.screen().split("\n") if mark in row][-1].rsplit(mark, 1)[1].split("   ")[0].rstrip()


GITPS = "export GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_SHOWCOLORHINTS=1\n. /usr/lib/git-core/git-sh-prompt\nPROMPT_COMMAND='__git_ps1 \"\\[\\e[32m\\]\\u@quay\\[\\e[0m\\]:\\w\" \" \\\\\\$ \"'\n"


@bash(GITPS + ". /etc/bash_completion\n", r"quay:\S+( \(.*\))? # $", size=(104, 30), needs=["git", "/etc/bash_completion", "/usr/lib/git-core/git-sh-prompt", "less"])
def yard_git_with_its_own_prompt(s):
    go(s, "cd site", "git init -q", "git add . && git commit -qm start", "git branch feature/lifts", "git branch feature/waits")
    s.type("git checkout -q feat")
    s.key("Tab", pace=0.6)
    s.key("Tab", "Tab", pace=0.6)
    s.type("l")
    s.key("Tab", pace=0.6)
    s.enter("git checkout -q feature/lifts", also=["git checkout -q feature/lifts "])
    go(s, "echo 'x = 1' >> app.py", "touch new.py")
    s.type("git comm")
    s.key("Tab", pace=0.6)
    s.type("-am 'x is one'")
    s.enter("git commit -am 'x is one'")
    s.run("git diff HEAD~1", wait=False)
    s.see("x = 1")
    s.pause(0.4)
    try:
        s.wait(timeout=2)
    except TimeoutError:
        s.type("q")
        s.wait()
    go(s, "git rebase -q main", "git log --oneline --graph --all | cat", "git tag -a v1 -m 'one'", "git describe")
    s.type("git reset --hard HEAD~5")
    s.enter("git reset --hard HEAD~5")
    s.key("Up", pace=0.2)
    back(s, 1)
    s.type("1")
    s.enter("git reset --hard HEAD~1")
    go(s, "git bisect start", "git bisect reset", "git worktree list | wc -l")
    bye(s)


FZB = "/usr/share/doc/fzf/examples/key-bindings.bash"


@bash(f"PS1='\\[\\e[35m\\]quay\\[\\e[0m\\] \\W ❯ '\n. {FZB}\nexport FZF_DEFAULT_OPTS='--height 40% --layout=reverse --border'\n", "❯ $", size=(100, 30), needs=["fzf", FZB],
      files={".hist": "grep -c fail docks.log\nls -l keys\nshutdown -h now\ncat keys/beta.pub | wc -c\n"})
def yard_fzf_upside_down(s):
    s.absent.append("shutdown -h")
    s.key("C-r", pace=0.4)
    s.see("shutdown")
    s.type("beta", pace=0.08)
    s.pause(0.5)
    s.key("Enter", pace=0.4)
    s.wait("wc -c$")
    s.enter("cat keys/beta.pub | wc -c")
    s.key("C-r", pace=0.4)
    s.see("shutdown")
    s.type("down", pace=0.08)
    s.pause(0.4)
    s.key("C-c", pace=0.5)
    s.wait()
    go(s, "echo not that one")
    s.key("M-c", pace=0.5)
    s.see("site")
    s.type("key", pace=0.08)
    s.pause(0.5)
    s.key("Enter", pace=0.5)
    s.pause(0.5)
    s.truth("cd -- keys", also=["builtin cd -- keys", "`__fzf_cd__`", "cd keys", "builtin cd -- ./keys"])
    s.wait()
    s.type("cat ")
    s.key("C-t", pace=0.5)
    s.see("alpha.pub")
    s.type("alp", pace=0.08)
    s.pause(0.5)
    s.key("Enter", pace=0.5)
    s.wait("alpha.pub ?$")
    s.type("| tr a-z A-Z")
    s.enter("cat alpha.pub | tr a-z A-Z")
    go(s, "cd", "echo home again")
    bye(s)


CLOCKED = r"""_took() { local r=$?; local w=$((SECONDS - ${_t0:-SECONDS})); unset _t0; local right="$r ⏱ ${w}s  $(date +%H:%M)"; PS1="\[\e[90m\]$(printf '%*s' $((COLUMNS - 1)) "$right")\r\[\e[0;1m\]\w\[\e[0m\]\n\[\e[3$((r ? 1 : 2))m\]λ\[\e[0m\] "; }
PROMPT_COMMAND=_took
trap '_t0=${_t0:-$SECONDS}' DEBUG
bind 'set show-all-if-ambiguous on' 'set colored-stats on' 'set colored-completion-prefix on' 'set menu-complete-display-prefix on' 2>/dev/null
bind '"\e[A": history-search-backward' 2>/dev/null; bind '"\e[B": history-search-forward' 2>/dev/null
bind '"\eOA": history-search-backward' 2>/dev/null; bind '"\eOB": history-search-forward' 2>/dev/null
"""


@bash(CLOCKED, "^λ $", size=(90, 26))
def yard_bash_with_a_status_row(s):
    go(s, "ls site", "grep -c wait docks.log", "grep -c idle docks.log", "false", "sleep 1", "wc -l docks.log")
    s.type("gre")
    s.key("Up", "Up", pace=0.25)
    s.enter("grep -c wait docks.log")
    s.type("cat keys/")
    s.key("Tab", pace=0.4)
    s.type("be")
    s.key("Tab", pace=0.3)
    s.enter("cat keys/beta.pub", also=["cat keys/beta.pub "])
    s.type("echo ")
    s.key("M-.", pace=0.3)
    s.key("M-.", pace=0.3)
    s.pause(0.2)
    s.enter(s.cursor_line().split("λ ", 1)[1].rstrip())
    s.type("echo first second")
    s.key("M-b", pace=0.1)
    s.key("M-u", pace=0.1)
    s.key("M-t", pace=0.1)
    s.pause(0.2)
    s.enter(s.cursor_line().split("λ ", 1)[1].rstrip())
    s.type("(exit 42)")
    s.enter("(exit 42)")
    s.type("rm -rf site keys")
    s.key("M-#", pace=0)
    s.place = None
    s.truth("#rm -rf site keys")
    s.pause(0.4)
    s.wait()
    s.type("echo abcdef")
    s.key("C-b", "C-b", "C-t", pace=0.1)
    s.key("C-_", pace=0.1)
    s.key("C-a", "C-k", "C-y", pace=0.1)
    s.enter("echo abcdef")
    s.type("printf '%s|' one two three four five six seven eight nine ten eleven twelve thirteen fourteen; echo")
    s.key("C-l", pace=0.4)
    s.enter("printf '%s|' one two three four five six seven eight nine ten eleven twelve thirteen fourteen; echo")
    bye(s)


@bash("PS1='\\A \\w (\\!) \\$ '\n", r"\(\d+\) # $", size=(80, 24))
def yard_readline_of_the_deep(s):
    go(s, "echo a b c", "ls keys")
    s.key("C-x", "(", pace=0.1)
    s.type("echo macro")
    s.key("C-x", ")", pace=0.1)
    s.key("C-u", pace=0.1)
    s.key("C-x", "e", pace=0.2)
    s.pause(0.1)
    s.enter("echo macro")
    s.type("echo one two three four")
    s.key("M-3", "M-b", pace=0.15)
    s.key("M-d", pace=0.1)
    s.type("TWO")
    s.enter("echo one TWO three four")
    s.type("wc -c keys/*")
    s.key("C-x", "*", pace=0.3)
    s.pause(0.2)
    s.enter("wc -c keys/alpha.pub keys/beta.pub", also=["wc -c keys/alpha.pub keys/beta.pub "])
    s.type("echo $PPID-x | wc -l")
    s.key("C-a", pace=0.1)
    s.key("C-]", "P", pace=0.1)
    s.key("C-d", pace=0.1)
    s.type("O")
    s.enter("echo $OPID-x | wc -l")
    s.type("echo !!")
    s.key("M-^", pace=0.3)
    s.pause(0.1)
    shown = s.cursor_line().split(" # ", 1)[1].rstrip()
    s.enter(shown, also=["echo echo $OPID-x | wc -l"])
    s.type("cat keys/")
    s.key("M-*", pace=0.3)
    s.pause(0.2)
    s.enter("cat keys/alpha.pub keys/beta.pub", also=["cat keys/alpha.pub keys/beta.pub "])
    s.type("echo kept")
    s.key("C-a", "C-@", "C-e", "C-x", "C-x", pace=0.1)
    s.type("true; ")
    s.enter("true; echo kept")
    s.type("echo x")
    s.key("C-v", "Tab", pace=0.1)
    s.type("y")
    s.enter("echo x\ty")
    s.key("M-<", pace=0.3)
    s.key("M->", pace=0.3)
    go(s, "echo bottom")
    s.key("C-p", "C-p", "C-n", pace=0.2)
    s.key("C-o", pace=0.2)
    s.truth("echo bottom")
    s.pause(0.3)
    s.key("C-u", pace=0.2)
    s.wait()
    bye(s)


TIDE = r"""function fish_prompt
    set -l st $status
    echo
    echo (set_color -b 444 white)' '(prompt_pwd)' '(set_color normal)(set_color 444)\ue0b0(set_color normal)
    if test $st -eq 0; set_color green; else; set_color red; end
    echo -n '❯ '
    set_color normal
end
function fish_right_prompt
    set -l d $CMD_DURATION
    test -n "$d"; and test $d -gt 500; and echo -n (set_color yellow)(math -s1 $d / 1000)s' '
    echo -n (set_color 888)(date +%H:%M:%S)(set_color normal)
end
"""


@fish(TIDE, "^❯ $", size=(96, 30), needs=["git"])
def yard_fish_like_tide(s):
    go(s, "ls site", "grep -c fail docks.log", "sleep 0.7", "false", pace=0.04)
    s.type("cat ke", pace=0.06)
    s.key("Tab", pace=0.5)
    s.type("be", pace=0.06)
    s.key("Tab", pace=0.5)
    s.pause(0.2)
    s.enter("cat keys/beta.pub", also=["cat keys/beta.pub "])
    s.type("cat keys/", pace=0.06)
    s.key("Tab", "Tab", pace=0.5)
    s.pause(0.2)
    s.key("Enter", pace=0.4)
    s.pause(0.3)
    s.enter(s.cursor_line().split("❯ ", 1)[1].rstrip())
    s.type("wc -l ", pace=0.05)
    s.key("M-Up", pace=0.4)
    s.pause(0.3)
    s.enter(s.cursor_line().split("❯ ", 1)[1].rstrip())
    s.type("systemctl restart cranes", pace=0.03)
    s.key("C-u", pace=0.2)
    s.absent.append("restart cranes")
    s.type("grep", pace=0.06)
    s.pause(0.3)
    s.key("Up", pace=0.4)
    s.pause(0.3)
    s.enter("grep")                                # what is beside it is a suggestion still
    rows(s, "if test -f docks.log", "echo yes", "else", "echo no", "end", more=" +$", also=["if test -f docks.log\n    echo yes\nelse\n    echo no\nend"])
    go(s, "for k in keys/*; basename $k; end", "set -l x (count keys/*); echo $x keys", pace=0.03)
    s.type("echo this one was typed to go on and on until the right prompt has no more room beside it", pace=0.02)
    s.enter("echo this one was typed to go on and on until the right prompt has no more room beside it")
    s.key("Up", pace=0.3)
    s.key("C-w", "C-w", "C-w", pace=0.15)
    s.pause(0.2)
    s.enter("echo this one was typed to go on and on until the right prompt has no more", also=["echo this one was typed to go on and on until the right prompt has no more "])
    bye(s)


@fish("function fish_prompt; printf '%s%s%s%s $ ' (set_color blue)(basename $PWD)(set_color normal) (fish_git_prompt) ''; end\nset -g __fish_git_prompt_showdirtystate 1\n", r" \$ $", size=(84, 24), needs=["git"])
def yard_fish_and_git(s):
    go(s, "cd site", "git init -q", "git add .", "git commit -qm 'first'", "git checkout -q -b side", pace=0.03)
    s.type('git commit --allow-empty -qm "a title', pace=0.03)
    s.enter(None, wait="^ *$")
    s.type('a body"', pace=0.03)
    s.enter('git commit --allow-empty -qm "a title\na body"')
    s.type("git checkout -q ma", pace=0.05)
    s.key("Tab", pace=0.8)
    s.pause(0.3)
    s.enter("git checkout -q main", also=["git checkout -q main "])
    s.type("git log --oneline | wc -l", pace=0.04)
    s.enter("git log --oneline | wc -l")
    s.type("git mrege side", pace=0.04)
    s.key("C-a", pace=0.1)
    for _ in range(5):
        s.key("Right", pace=0.06)
    s.key("C-t", pace=0.2)
    s.pause(0.3)
    s.enter(read(s, " $ "))
    s.type("git branch", pace=0.05)
    s.pause(0.3)
    s.enter("git branch")
    s.type("cd ~", pace=0.05)
    s.enter("cd ~")
    s.type("ls", pace=0.05)
    s.key("M-p", pace=0.3)
    s.pause(0.2)
    s.key("C-u", pace=0.2)
    s.pause(0.1)
    s.key("C-k", pace=0.2)
    go(s, "echo end", pace=0.03)
    bye(s)


VIZ = r"""bindkey -v
KEYTIMEOUT=5
setopt prompt_subst
mode='%F{green}INS%f'
zle-keymap-select() { [[ $KEYMAP == vicmd ]] && mode='%F{yellow}NOR%f' || mode='%F{green}INS%f'; zle reset-prompt }
zle-line-init() { mode='%F{green}INS%f'; zle reset-prompt }
zle -N zle-keymap-select; zle -N zle-line-init
PROMPT='%n %2~ %# '
RPROMPT='$mode %F{8}%D{%H:%M}%f'
bindkey '^R' history-incremental-search-backward
"""


@zsh(VIZ, "root ~ # $", size=(84, 22))
def yard_vi_with_its_mode_at_the_right(s):
    go(s, "grep -c fail docks.log", "ls keys site")
    s.key("Escape", pace=0.3)
    s.type("kk", pace=0.2)
    s.type("0wwwcw", pace=0.2)
    s.type("wait", pace=0.1)
    s.pause(0.2)
    s.enter("grep -c wait docks.log")
    s.type('print "some quoted words" and rest')
    s.key("Escape", pace=0.3)
    s.type("^fq", pace=0.2)
    s.type("cw", pace=0.1)
    s.pause(0.2)
    s.type("other")
    s.pause(0.3)
    s.enter(read(s, "root ~ # "))
    s.type("head -n 1 docks.log")
    s.key("Escape", pace=0.3)
    s.type("bbbbx", pace=0.2)
    s.type("i5", pace=0.2)
    s.key("Escape", pace=0.3)
    s.pause(0.2)
    s.enter("head -n 5 docks.log")
    s.type("rm -rf keys")
    s.absent.append("rm -rf keys")
    s.key("Escape", pace=0.3)
    s.type("ddi", pace=0.2)
    go(s, "print typed after dd")
    s.key("Escape", pace=0.3)
    s.type("/ls", pace=0.2)
    s.key("Enter", pace=0.3)
    s.pause(0.3)
    s.enter("ls keys site")
    s.key("C-r", pace=0.3)
    s.type("head", pace=0.1)
    s.pause(0.3)
    s.enter("head -n 5 docks.log")
    s.type("print a b c")
    s.key("Escape", pace=0.3)
    s.type("~", pace=0.2)
    s.type("0x", pace=0.2)
    s.type("Pu", pace=0.2)
    s.type("A d", pace=0.1)
    s.pause(0.3)
    s.enter(read(s, "root ~ # "))
    bye(s)


CODE = r"""PS1='\[\e]633;A\a\]\[\e[1;34m\]\W\[\e[0m\] \$ \[\e]633;B\a\]'
PS2='\[\e]633;F\a\]> \[\e]633;G\a\]'
__pre() { [ -n "$__in" ] && return; [ "$BASH_COMMAND" = "$PROMPT_COMMAND" ] && return; __in=1; printf '\e]633;E;%s;%s\a\e]633;C\a' "$(HISTTIMEFORMAT= builtin history 1 | sed 's/^ *[0-9]* *//; s/\\/\\\\/g; s/;/\\x3b/g' | sed ':a;N;$!ba;s/\n/\\x0a/g')" d0c4; }
__cmd() { local r=$?; [ -n "$__in" ] && printf '\e]633;D;%s\a' $r; __in=; printf '\e]633;P;Cwd=%s\a\e]7;file://quay%s\a\e]0;%s\a' "$PWD" "$PWD" "$PWD"; }
PROMPT_COMMAND=__cmd
trap __pre DEBUG
"""


@bash(CODE, r"(~|\w+) # $", size=(110, 28))
def yard_bash_below_an_editor_with_marks(s):
    go(s, "ls keys", "grep -c fail docks.log; grep -c idle docks.log", "false", "cd site", "cd ..")
    rows(s, "for k in keys/*; do", "cat $k", "done", also=["for k in keys/*; do cat $k; done"])
    s.key("Up", pace=0.3)
    s.enter("for k in keys/*; do cat $k; done")
    no(s, "dd if=/dev/zero of=docks.log")
    s.type("grep -c fial docks.log")
    s.key("M-b", "M-b", "M-b", pace=0.08)
    s.key("M-d", pace=0.1)
    s.type("fail")
    s.pause(0.1)
    s.enter(read(s, " # "))
    s.key("C-r", pace=0.3)
    s.type("idle", pace=0.08)
    s.pause(0.3)
    s.enter("grep -c fail docks.log; grep -c idle docks.log")
    rows(s, "cat <<E", "doc\\ument; with", "E")
    s.enter(None)
    go(s, "printf 'no feed'", "sleep 0.3 & wait", "echo end")
    bye(s)


PLAN = """#!/bin/bash
echo; echo 'Terraform will perform the following actions:'; echo; printf '  \\e[32m+\\e[0m resource "crane" "one" {\\n      \\e[32m+\\e[0m id = (known after apply)\\n    }\\n'
printf '\\n\\e[1mDo you want to perform these actions?\\e[0m\\n  Only "yes" will be accepted to approve.\\n\\n  \\e[1mEnter a value:\\e[0m '
read a; [ "$a" = yes ] || { echo; echo 'Apply cancelled.'; exit 1; }
for i in 1 2 3; do printf '\\e[1mcrane.one: Still creating... [%ds elapsed]\\e[0m\\n' $i; sleep 0.1; done
s='⠋⠙⠹⠸⠼⠴'; for i in 0 1 2 3 4 5; do printf '\\r%s writing state' "${s:$i:1}"; sleep 0.08; done; printf '\\r\\e[K\\e[32mApply complete!\\e[0m\\n'
"""
PODS = """#!/bin/bash
echo 'NAME       READY   STATUS    AGE'
for i in 1 2 3; do printf 'crane-%d    1/1     Running   %dm\\n' $i $i; [ "$1" = -w ] && sleep 0.4; done
[ "$1" = -w ] && sleep 60
"""
PULL = """#!/bin/bash
for i in 1 2 3; do echo "layer$i: Waiting"; done
for p in 20 60 100; do for i in 1 2 3; do printf '\\e[%dA\\r\\e[2Klayer%d: Downloading %d%%\\e[%dB\\r' $((4 - i)) $i $p $((4 - i)); done; sleep 0.12; done
echo 'Status: Downloaded newer image'
"""


@bash("PS1='\\[\\e[38;5;214m\\][$(date +%H:%M)]\\[\\e[0m\\] \\[\\e[1m\\](⎈ quay:default)\\[\\e[0m\\] \\W\\$ '\n", r"default\) \S+# $", size=(100, 28), files={"terraform": PLAN, "pods": PODS, "pull": PULL}, PATH="@HOME@:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
def yard_cloud_tools(s):
    s.run("terraform apply", wait="value: $")
    s.type("no")
    s.enter("no", kind="reply")
    s.key("Up", pace=0.2)
    s.enter("terraform apply", wait="value: $")
    s.type("yes")
    s.enter("yes", kind="reply")
    go(s, "pods | grep -c Running", "pull")
    s.run("pods -w", wait=False)
    s.see("crane-3")
    stop(s)
    go(s, "pods | awk 'NR > 1 { print $1 }' | while read p; do echo \"$p is $(pods | grep -w $p | awk '{ print $3 }')\"; done")
    s.type("curl -s http://127.0.0.1:1/health || echo down")
    s.enter("curl -s http://127.0.0.1:1/health || echo down")
    s.run("pull &", wait=False)
    s.see("Status: Down")
    s.pause(0.4)
    s.enter(None)
    go(s, "echo '{\"a\": [1, 2]}' | python3 -m json.tool", "history | tail -2 | wc -l")
    bye(s)


@bash("PS1='\\[\\033]0;\\u@quay: \\w\\007\\]\\[\\e[91m\\]\\u\\[\\e[0m\\]@quay [\\j] \\W # '\n", r"\[\d\] \S+ # $", size=(94, 27), needs=["less", "vi", "visudo"], EDITOR="vi", PAGER="less",
      files={"sudo.d": "Defaults env_reset\nroot ALL=(ALL) ALL\n", "units": "".join(f"unit-{n:02}.service loaded active running Crane {n}\n" for n in range(60))})
def yard_root_and_the_tools_of_a_server(s):
    s.run("less -FRSX units", wait=False)
    s.see("unit-05")
    s.pause(0.3)
    s.type(" ", pace=0.2)
    s.type("/unit-5")
    s.key("Enter", pace=0.3)
    s.type("q")
    s.wait()
    s.run("visudo -f sudo.d", wait=False)
    s.see("env_reset")
    s.pause(0.5)
    s.type("G", pace=0.2)
    s.type("oops ALL", pace=0.05)
    s.key("Escape", pace=0.4)
    s.type(":wq")
    s.key("Enter", pace=0.5)
    s.pause(0.5)
    if "What now?" in s.screen():
        s.type("Q")
        s.key("Enter", pace=0.3)
    s.wait()
    go(s, "grep -c ALL sudo.d", "ps -eo pid,comm --sort=-pid | head -3 | wc -l", "ss -tln 2>/dev/null | head -1 | wc -w", "id -un; umask")
    s.run("sleep 300", wait=False)
    s.pause(0.3)
    s.key("C-z", pace=0.3)
    s.wait()
    go(s, "bg", "jobs", "kill %1; wait")
    s.enter(None)
    s.run("python3 -m http.server 0 --bind 127.0.0.1 > web.txt 2>&1 &")
    go(s, "kill %python3", "sleep 0.2")
    s.run("tail -f docks.log | grep --line-buffered fail", wait=False)
    s.see("fail")
    stop(s)
    go(s, "tar czf k.tgz keys && tar tzf k.tgz", "find . -name '*.pub' -exec basename {} \\;", "xargs -n1 echo key: < <(ls keys)", "trap 'echo bye' EXIT")
    bye(s)
