"""Days of work drawn by lot: any shell, prompt and window, and a handful of what the catalogue names in each."""
from props.plashes import ASKS, draw
from props.strothers import ash, bash, dash, ksh, mksh, tcsh

draw("plash", 75)


@ksh((28, 15), "pia@ws:${PWD##*/}$ ", "set -o emacs\n", files=ASKS)
def q01_korn_on_the_other_screen(g):
    g.do("ls app", "echo jetty fjord marsh", "cat deploy/green.yml", "sh alt", "echo thorn jetty amber", "ls deploy", "sh back", "echo on the first screen")
    g.end()


@ash((41, 22), "\\w # ", "", files=ASKS)
def q02_ash_on_the_other_screen(g):
    g.do("ls app", "sh alt", "echo cedar islet slope plain grove", "sh back", "echo short", "sh alt", "echo x", "sh back")
    g.end()


@mksh((34, 12), "ws:${PWD##*/} $ ", "", files=ASKS)
def q03_mir_on_the_other_screen(g):
    g.do("ls app", "sh alt", "echo cedar islet slope plain grove", "echo x", "sh back", "echo short")
    g.end()


@dash((30, 12), "ws# ", "", files=ASKS)
def q04_dash_on_the_other_screen(g):
    g.do("ls app", "sh alt", "echo cedar islet slope plain grove", "echo x", "sh back", "echo short")
    g.end()


@tcsh((211, 57), "%h %T> ", "bindkey -e\n", files=ASKS)
def q05_tcsh_pulled_wide(g):
    g.do("ls deploy", "echo fjord plain dune", "env echo short", "echo marsh quarry amber h«size 234x57»aven haven jetty ⇒ echo marsh quarry amber haven haven jetty", "echo ledge «size 190x57»orbit ⇒ echo ledge orbit")
    g.end()


@bash((60, 20), "", "", files=ASKS)
def q06_early_below_an_empty_prompt(g):
    g.do("ls deploy")
    g.put("sleep 0.8")
    g.s.enter("sleep 0.8", wait=False)
    g.s.pause(0.15)
    g.put("echo ember knot", "quick")
    g.s.key("Enter", pace=0.02)
    g.s.truth("echo ember knot", ahead=True)
    g.put("echo quarry", "quick")
    g.s.pause(1.0)
    g.put(" and marsh", "even")
    g.hit("echo quarry and marsh", see=False)
    g.do("echo end")
    g.end()
