# bash completion for steno(1).  It needs nothing but bash 4.

_steno_store() {
	local file value store=
	for file in /usr/local/etc/steno/steno.conf /etc/steno/steno.conf \
		"${XDG_CONFIG_HOME:-$HOME/.config}/steno/steno.conf"; do
		[[ -r $file ]] || continue
		value=$(sed -n 's/^store[[:space:]]*[=:][[:space:]]*\([^;]*[^;[:space:]]\).*/\1/p' "$file")
		[[ -z $value ]] || store=${value##*$'\n'}
	done
	[[ -n $store ]] || store=${XDG_DATA_HOME:-$HOME/.local/share}/steno
	printf '%s\n' "${store/#\~/$HOME}"
}

# The ids of the sessions in the store that begin with $1.
_steno_sessions() {
	local store path
	store=$(_steno_store)
	for path in "$store"/sessions/*/"$1"*.cast.zst; do
		path=${path##*/}
		path=${path%.cast.zst}
		[[ $path == *[!0-9a-f-]* ]] || printf '%s\n' "$path"
	done
}

# Files whose names match the pattern $1, and directories.
_steno_files() {
	local word
	compopt -o filenames
	while IFS= read -r word; do
		COMPREPLY+=("$word")
	done < <(compgen -f -X "!$1" -- "$cur"; compgen -d -- "$cur")
}

_steno_recordings() {
	local word extglob=0
	shopt -q extglob && extglob=1
	shopt -s extglob
	_steno_files "$1"
	((extglob)) || shopt -u extglob
	[[ -n ${cur//[0-9a-f-]/} ]] && return
	while IFS= read -r word; do
		COMPREPLY+=("$word")
	done < <(_steno_sessions "$cur")
}

_steno_words() {
	COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

# What the option $2 of the verb $1 wants: complete it.  1: it wants nothing.
_steno_value() {
	case $1:$2 in
	rec:--input) _steno_words "keys full none" ;;
	rec:--on-failure) _steno_words "stop continue" ;;
	play:--speed) _steno_words "1/8 1/4 1/2 1 2 4 8 16 32 64" ;;
	play:--at | play:--idle) COMPREPLY=() ;;
	rec:--size) _steno_words "80x24 132x43" ;;
	rec:-l | rec:--label | import:-l | import:--label | rec:-t | rec:--title) COMPREPLY=() ;;
	export:-f | export:--format) _steno_words "cast3 cast2 raw txt md html" ;;
	export:-o | export:--output | import:-o | import:--output | import:--timing | commands:--timing | screen:--timing | play:--timing | play:-i | play:--index) _steno_files "*" ;;
	index:-i | index:--index | index:--rules | export:--rules | search:--index | sessions:--index | show:--index) _steno_files "*" ;;
	search:--kind | sessions:--kind) _steno_words "command repl reply" ;;
	search:--exit | sessions:--exit) _steno_words "ok fail none 0 1" ;;
	search:--grade | sessions:--grade) _steno_words "A B C D U" ;;
	*:--since | *:--until) _steno_words "today yesterday 1h 1d 7d" ;;
	search:--session | sessions:--session) COMPREPLY=($(_steno_sessions "$cur")) ;;
	search:--cwd | sessions:--cwd) _steno_files "*" ;;
	search:--contains | search:--glob | search:--output | search:--user | search:--host | search:--program | search:--label | search:--client) COMPREPLY=() ;;
	sessions:--contains | sessions:--glob | sessions:--output | sessions:--user | sessions:--host | sessions:--program | sessions:--label | sessions:--client) COMPREPLY=() ;;
	search:-C | search:--context | search:-n | search:--limit | search:--format | sessions:-n | sessions:--limit | index:-j | index:--jobs) COMPREPLY=() ;;
	pack:--level) _steno_words "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19" ;;
	verify:--against | verify:--key | anchor:--file | prove:-o | prove:--output) _steno_files "*" ;;
	log:--severity) _steno_words "info notice warning critical" ;;
	log:--action) _steno_words "session session.started session.ended session.viewed session.lost trail index" ;;
	log:--session) COMPREPLY=($(_steno_sessions "$cur")) ;;
	log:--actor | log:--target | log:-n | anchor:--command | hold:--reason | prune:--reason | prune:--label | prune:--host) COMPREPLY=() ;;
	prune:--older-than) _steno_words "30d 90d 365d" ;;
	prune:--max-size) _steno_words "1G 10G 100G" ;;
	export:--host | export:--label | export:--query) COMPREPLY=() ;;
	export:--user | prune:--user) COMPREPLY=($(compgen -u -- "$cur")) ;;
	prune:--archive | prune:--store) COMPREPLY=($(compgen -d -- "$cur")) ;;
	prune:--index) _steno_files "*" ;;
	redact:--from | redact:--to | redact:--reason | redact:--by) COMPREPLY=() ;;
	*) return 1 ;;
	esac
}

_steno() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local verbs="rec cat info export import commands index search sessions show play screen verify log anchor prove hold prune recover pack redact help" verb=${COMP_WORDS[1]-} i options
	local filters="--contains --glob --output --user --host --program --session --since --until --exit --cwd --kind --grade --label --client --witnessed"
	COMPREPLY=()
	if ((COMP_CWORD == 1)); then
		_steno_words "$verbs --help --version"
		return
	fi
	if [[ $verb == help ]]; then
		((COMP_CWORD > 2)) || _steno_words "${verbs% help}"
		return
	fi
	if [[ $verb == rec ]]; then
		for ((i = 2; i < COMP_CWORD; i++)); do
			if [[ ${COMP_WORDS[i]} == -- ]]; then
				if declare -F _command_offset >/dev/null; then
					_command_offset $((i + 1))
				elif ((COMP_CWORD == i + 1)); then
					COMPREPLY=($(compgen -c -- "$cur"))
				else
					_steno_files "*"
				fi
				return
			fi
		done
	fi
	# --input=full comes as three words
	if [[ $cur == "=" ]]; then
		cur=
		_steno_value "$verb" "$prev" && return
	elif [[ $prev == "=" ]]; then
		_steno_value "$verb" "${COMP_WORDS[COMP_CWORD - 2]}" && return
	elif _steno_value "$verb" "$prev"; then
		return
	fi
	case $verb in
	rec) options="--title --label --input --reports --no-reports --size --on-failure --nested --quiet -t -l -q" ;;
	cat) options="--raw --follow -f" ;;
	info) options="--json --utc" ;;
	export) options="--format --output --force --rules --unredacted --evidence --user --host --label --since --until --query -f -o" ;;
	import) options="--output --timing --label --json -o -l" ;;
	commands) options="--json --replies --timing -j" ;;
	index) options="--index --follow --background --rebuild --rules --jobs --quiet --forget --verify --json --dump -i -f -j -q" ;;
	search) options="$filters --context --limit --count --json --csv --format --utc --index --interactive -C -n -j -i" ;;
	sessions) options="$filters --limit --count --json --csv --utc --index -n -j" ;;
	show) options="--output --json --csv --utc --index -o -j" ;;
	play) options="--at --speed --idle --follow --paused --utc --index --no-index --timing -f -i" ;;
	screen) options="--at --format --timing" ;;
	verify) options="--all --index --against --key --since --json --quiet --selftest -q" ;;
	log) options="--actor --action --target --session --severity --since --until --follow --json -n" ;;
	anchor) options="--file --syslog --command --print --quiet -q" ;;
	prove) options="--output --consistency -o" ;;
	hold) options="--reason --release --list --json --quiet -q" ;;
	prune) options="--force --dry-run --older-than --max-size --label --user --host --failed --succeeded --archive --reason --store --index --json --quiet -f -n -q" ;;
	recover) options="--quiet -q" ;;
	pack) options="--level --quiet -q" ;;
	redact) options="--from --to --reason --by --dry-run -n" ;;
	*) return ;;
	esac
	if [[ $cur == -* ]]; then
		_steno_words "$options --help --version"
		return
	fi
	case $verb in
	import) _steno_files "*" ;;
	search | sessions | log | anchor) COMPREPLY=() ;;
	show | hold | prune | prove) COMPREPLY=($(_steno_sessions "$cur")) ;;
	cat | info | export | commands | index | play | screen) _steno_recordings "*.@(cast.zst|cast|ttyrec)" ;;
	rec) _steno_files "*.cast.zst" ;;
	*) _steno_recordings "*.cast.zst" ;;
	esac
}

complete -F _steno steno
