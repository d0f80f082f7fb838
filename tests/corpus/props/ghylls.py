"""Stand-ins for what administrators and developers have on their machines, and the prompts that they take from others."""
PATH = "@HOME@/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

APT = r"""#!/bin/sh
printf 'Reading package lists... Done\nBuilding dependency tree... Done\n'
case $1 in
install)
	printf 'The following NEW packages will be installed:\n  %s\n0 upgraded, 1 newly installed, 0 to remove and 7 not upgraded.\nNeed to get 1,204 kB of archives.\nDo you want to continue? [Y/n] ' "$2"
	read answer
	case $answer in n*) echo Abort.; exit 1 ;; esac
	rows=$(stty size | cut -d' ' -f1)
	printf '\n\0337\033[0;%sr\0338\033[1A' $((rows - 1))
	for n in 10 40 70 100; do
		printf '\0337\033[%s;0f\033[42m\033[30mProgress: [%3s%%]\033[49m\033[39m [######......] \0338' "$rows" $n
		echo "Setting up $2 ($n) ..."
		sleep 0.15
	done
	printf '\0337\033[0;%sr\0338\033[1A\033[J' "$rows"
	;;
*) printf 'Hit:1 http://mirror.invalid stable InRelease\r\nAll packages are up to date.\n' ;;
esac
"""
SYSTEMCTL = r"""#!/bin/sh
case $1 in
status) printf '\033[0;1;32m●\033[0m %s.service - the %s of the house\n     Loaded: loaded (/lib/systemd/system/%s.service; \033[0;1;32menabled\033[0m)\n     Active: \033[0;1;32mactive (running)\033[0m since Mon\n   Main PID: 812 (%s)\n      Tasks: 3\n     CGroup: /system.slice/%s.service\n             ├─812 /usr/sbin/%s -D\n             └─813 sh -c # helper\n' $2 $2 $2 $2 $2 $2 ;;
restart) [ -z "$2" ] && exit 1; sleep 0.3 ;;
*) echo "Unknown command verb $1." >&2; exit 1 ;;
esac
"""
JOURNAL = r"""#!/bin/sh
n=0
while [ $n -lt 8 ]; do n=$((n + 1)); printf 'Nov 12 10:%02d:00 ghyll sshd[%d]: session opened for user root(uid=0) # by\n' $n $((900 + n)); [ "$1" = -f ] && sleep 0.25; done
"""
PING = r"""#!/bin/sh
trap 'printf "\n--- %s ping statistics ---\n%d packets transmitted, %d received\n" "$1" $n $n; exit 0' INT
echo "PING $1 (192.0.2.7) 56(84) bytes of data."
n=0
while :; do n=$((n + 1)); echo "64 bytes from 192.0.2.7: icmp_seq=$n ttl=57 time=1$n.2 ms"; sleep 0.3; done
"""
DOCKER = r"""#!/bin/sh
case $1 in
ps) printf 'CONTAINER ID   IMAGE     STATUS       NAMES\n1f2e3d4c5b6a   web:3     Up 2 hours   web\n' ;;
exec) shift 3; exec env -i PATH="$PATH" TERM="$TERM" HOME=/ PS1='/ # ' "$@" ;;
logs) echo 'GET /health 200'; echo 'GET /den 404' ;;
build) for n in 1 2 3; do printf '\r\033[2K\033[1A\033[2K=> [%s/3] RUN make step-%s\n\033[2K=> => # layer %s' $n $n $n; sleep 0.25; done; printf '\n' ;;
*) echo "docker: '$1' is not a docker command." >&2; exit 1 ;;
esac
"""
MAKE = r"""#!/bin/sh
for n in 1 2 3 4 5 6; do printf '\r[%3d%%] Building C object part_%d.o\033[K' $((n * 16)) $n; sleep 0.2; done
printf '\n[100%%] Built target ghyll\n'
"""
BIN = {"bin/apt": APT, "bin/systemctl": SYSTEMCTL, "bin/journalctl": JOURNAL, "bin/ping": PING, "bin/docker": DOCKER, "bin/build": MAKE,
       "notes/one.txt": "first\nsecond\nthird\n", "notes/two.txt": "2\n", "notes/naïve.txt": "ï\n", "site/index.html": "<p>ghyll</p>\n", "site/main.css": "p {}\n",
       "ghyll.log": "".join(f"2026-11-{n % 28 + 1:02} {'INFO WARN ERROR'.split()[n % 3]} unit-{n % 7} took {n * 31 % 97}ms\n" for n in range(140)),
       "edit": "#!/bin/sh\nprintf 'echo written by an editor\\n' > \"$1\"\n"}

STARSHIP = r"""PROMPT_COMMAND=__prompt
__prompt() {
	local mark="\[\e[1;32m\]❯\[\e[0m\]"
	[ $? = 0 ] || mark="\[\e[1;31m\]❯\[\e[0m\]"
	PS1="\n\[\e[1;36m\]\W\[\e[0m\] on \[\e[1;35m\]main\[\e[0m\] \[\e[1;31m\][!?⇡1]\[\e[0m\] via \[\e[1;33m\]v3.11 \[\e[0m\]\n$mark "
}
"""
KALI = r"PS1='\[\e[34m\]┌──(\[\e[1;31m\]root@ghyll\[\e[0;34m\])-[\[\e[0;1m\]\w\[\e[0;34m\]]\n└─\[\e[1;31m\]#\[\e[0m\] '" + "\n"
TITLED = r"""PROMPT_COMMAND='printf "\e]0;%s@%s: %s\a" root ghyll "${PWD##*/}"; printf "\e]7;file://ghyll/%s\e\\" "${PWD##*/}"'
PS1='[root@ghyll \W]# '
"""
CODE = r"""PROMPT_COMMAND='printf "\e]633;D;%s\a\e]633;A\a" $?'
PS0='\e]633;C\a'
PS1='root@ghyll:\W# \[\e]633;B\a\]'
"""
AGNOSTER = "PROMPT=$'%K{blue}%F{black} %n@ghyll %K{green}%F{blue}\\ue0b0%F{black} %1~ %k%F{green}\\ue0b0%f '\nRPROMPT='%F{red}%(?..✘ %?)%f %F{240}%*%f'\n"
PURE = "setopt prompt_subst\nprecmd() { print -P '\\n%F{blue}%~%f %F{242}main*%f %F{yellow}3s%f' }\nPROMPT='%(?.%F{magenta}.%F{red})❯%f '\n"
TRANSIENT = """setopt prompt_subst
LONG=$'%F{cyan}╭─ %n in %~ at %D{%H:%M:%S}\\n╰─%f '
SHORT='%F{green}›%f '
PROMPT=$LONG
leave() { PROMPT=$SHORT; RPROMPT=; zle reset-prompt; PROMPT=$LONG }
zle -N zle-line-finish leave
"""
