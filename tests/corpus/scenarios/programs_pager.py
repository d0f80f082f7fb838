"""Pagers, on the alternate screen and on the main one."""
from props import bash

NOTES = "".join(f"line {n} of the notes\n" for n in range(1, 201))
PAGE = """.TH FROB 8 "2026-01-01" "frob" "System"
.SH NAME
frob \\- rotates what should be rotated
.SH SYNOPSIS
frob [\\-\\-all] FILE
.SH EXAMPLES
.nf
alice@web-1:~# frob \\-\\-all /fake/example
.fi
""" + "".join(f".TP\n\\-\\-option{n}\nDoes thing number {n}.\n" for n in range(40))
UNITS = """#!/bin/bash
# prints as systemctl does, through the pager as it calls it
{
	echo '  UNIT                LOAD   ACTIVE SUB     DESCRIPTION'
	for n in {1..60}; do printf '  %-19s loaded active running Service number %d\\n' "unit$n.service" "$n"; done
} | LESS=FRSXMK less
"""


@bash(needs=["less"], files={"notes.txt": NOTES}, env={"SHELL": "/bin/sh", "LESSHISTFILE": "-"})
def less_searches(s):
    s.run("less notes.txt", wait=False)
    s.see("notes.txt")
    s.type("/line 77")
    s.key("Enter", pace=0.1)
    s.see("line 80")
    s.key("Space", "b", "n", pace=0.1)
    s.type("!echo out of $((40 + 2))")
    s.key("Enter", pace=0)
    s.truth("!echo out of $((40 + 2))", kind="reply", also=["echo out of $((40 + 2))"])
    s.see("out of 42")
    s.key("Enter", pace=0.2)
    s.type("&line 1")
    s.key("Enter", pace=0.1)
    s.key("q", pace=0)
    s.wait(r"web-1:~# $")
    s.run("grep -c 7 notes.txt | less -F", exit=0)
    s.run("exit", wait=False)


@bash(needs=["less"], files={"notes.txt": NOTES}, env={"LESSHISTFILE": "-"})
def less_on_the_main_screen(s):
    s.run("less -X notes.txt", wait=r"^notes\.txt$|^:$")
    s.key("Space", "Down", "Enter", pace=0.1)
    s.type("/line 120")
    s.key("Enter", pace=0.2)
    s.see("line 120")
    s.type("/rm -rf .not.a.command")
    s.key("Enter", pace=0.2)
    s.absent.append(".not.a.command")
    s.see("not found")
    s.key("Enter", "q", pace=0.1)
    s.wait(r"web-1:~# $")
    s.run("echo after", exit=0)
    s.run("cat notes.txt | more", wait=r"--More--.*$")
    s.key("Space", pace=0.1)
    s.key("q", pace=0)
    s.wait(r"web-1:~# $")
    s.run("exit", wait=False)


@bash(needs=["less"], files={"bin/systemctl": UNITS})
def systemctl_pages(s):
    s.run("systemctl list-units", wait=r"^lines 1-\d+$")
    s.key("Space", pace=0.1)
    s.key("Down", "Down", pace=0.05)
    s.key("q", pace=0)
    s.wait(r"web-1:~# $")
    s.run("systemctl list-units | tail -2", exit=0)
    s.run("systemctl list-units", wait=r"^lines 1-\d+$")
    s.key("C-c", pace=0)                           # called so, it ends at that
    s.wait(r"web-1:~# $")
    s.run("exit", wait=False)


@bash(needs=["man", "less"], files={"frob.8": PAGE}, env={"LESSHISTFILE": "-"})
def man_page(s):
    s.run("man ./frob.8", wait=False)
    s.see("press h for help")
    s.type("/EXAMPLES")
    s.key("Enter", pace=0.2)
    s.see("fake/example")
    s.key("q", pace=0)
    s.wait(r"web-1:~# $")
    s.run("man -P cat ./frob.8", exit=0)           # and on the main screen, where a prompt and a command stand in it
    s.absent.append("/fake/example")
    s.run("exit", wait=False)


@bash(needs=["git", "less", "vim"], files={"app/main.c": "int main(void)\n{\n\treturn 0;\n}\n"},
      env={"GIT_CONFIG_GLOBAL": "@HOME@/.gitconfig", "GIT_PAGER": "less -FRX", "GIT_EDITOR": "vim -u NONE -N -n -i NONE", "LESSHISTFILE": "-"})
def git_pages_and_edits(s):
    s.run("git config --global user.name Alice && git config --global user.email alice@example.org", exit=0)
    s.run("cd app && git init -q . && git add main.c", exit=0)
    s.run("git commit", wait=False)
    s.see("Please enter the commit")
    s.type("iFirst, with rm -rf /not/a/command in its text")
    s.key("Escape", pace=0.1)
    s.absent.append("/not/a/command in its text")
    s.type(":wq")
    s.enter(":wq", kind="reply")
    s.type("for n in {1..9}; do git commit -q --allow-empty -m \"number $n\"; done")
    s.enter("for n in {1..9}; do git commit -q --allow-empty -m \"number $n\"; done", exit=0)
    s.run("git log", wait="^:$")
    s.key("Space", pace=0.1)
    s.key("q", pace=0)
    s.wait(r"web-1:~/app# $")
    s.run("git log --oneline | head -3", exit=0)
    s.run("exit", wait=False)
