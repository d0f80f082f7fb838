# fish completion for steno(1).

set -l verbs rec cat info export import commands index search sessions show play screen verify log anchor prove hold prune recover pack redact help

function __steno_sessions
    set -l config $HOME/.config
    set -q XDG_CONFIG_HOME; and set config $XDG_CONFIG_HOME
    set -l store
    for file in /usr/local/etc/steno/steno.conf /etc/steno/steno.conf $config/steno/steno.conf
        test -r $file; or continue
        set -l value (string replace -rf '^store\s*[=:]\s*([^;]*[^;\s]).*' '$1' <$file)[-1]
        test -n "$value"; and set store $value
    end
    if test -z "$store"
        set store $HOME/.local/share/steno
        set -q XDG_DATA_HOME; and set store $XDG_DATA_HOME/steno
    end
    set store (string replace -r '^~' $HOME -- $store)
    for path in $store/sessions/*/*.cast.zst
        string match -rq '\.part-' -- $path; and continue
        string replace -r '.*/(.*)\.cast\.zst$' '$1' -- $path
    end
end

# Files that end in one of these, and directories.
function __steno_files
    for offer in (complete -C "'' "(commandline -ct))
        set -l name (string split -f1 \t -- $offer)
        string match -q '*/' -- $name; and echo $name
        for suffix in $argv
            string match -q "*$suffix" -- $name; and echo $name
        end
    end
end

# Are we in the arguments of one of these verbs (and, for rec, before "--")?
function __steno_verb
    set -l words (commandline -opc)
    contains -- -- $words; and return 1
    set -q words[2]; and contains -- $words[2] $argv
end

complete -c steno -f
complete -c steno -n "not __steno_verb $verbs" -l help -d 'Say what the verbs are'
complete -c steno -n "not __steno_verb $verbs" -l version -d 'Say the version'
complete -c steno -n __fish_is_first_token -a rec -d 'Record a shell or a command'
complete -c steno -n __fish_is_first_token -a cat -d 'Print what was shown'
complete -c steno -n __fish_is_first_token -a info -d 'Who, where, when; how a recording ends'
complete -c steno -n __fish_is_first_token -a export -d 'Write a recording in another form'
complete -c steno -n __fish_is_first_token -a import -d 'Take other programs\' recordings in'
complete -c steno -n __fish_is_first_token -a commands -d 'The command lines that were run'
complete -c steno -n __fish_is_first_token -a verify -d 'Do recordings, and the trail, prove themselves?'
complete -c steno -n __fish_is_first_token -a log -d 'What happened, and who did what with recordings'
complete -c steno -n __fish_is_first_token -a anchor -d 'Give the newest checkpoint to witnesses'
complete -c steno -n __fish_is_first_token -a prove -d 'The lines of one command, with what proves them'
complete -c steno -n __fish_is_first_token -a hold -d 'What no policy may remove'
complete -c steno -n __fish_is_first_token -a prune -d 'Remove recordings that need no longer be kept'
complete -c steno -n __fish_is_first_token -a recover -d 'Finish what a lost recorder left'
complete -c steno -n __fish_is_first_token -a pack -d 'Compress closed recordings harder'
complete -c steno -n __fish_is_first_token -a redact -d 'Remove a range of time, by authority'
complete -c steno -n __fish_is_first_token -a help -d 'Say what the verbs are, or what one does'
complete -c steno -n '__steno_verb help' -a 'rec cat info export import commands index search sessions show play screen verify log anchor prove hold prune recover pack redact'

for verb in rec cat info export import commands index search sessions show play screen verify log anchor prove hold prune recover pack redact
    complete -c steno -n "__steno_verb $verb" -l help -d 'Say how it is used'
    complete -c steno -n "__steno_verb $verb" -l version -d 'Say the version'
end

complete -c steno -n '__steno_verb rec' -s t -l title -x -d 'A title, for people'
complete -c steno -n '__steno_verb rec import' -s l -l label -x -d 'A label: NAME=VALUE'
complete -c steno -n '__steno_verb rec' -l input -x -a 'keys full none' -d 'What to keep of what is typed'
complete -c steno -n '__steno_verb rec' -l reports -d 'Let the shell report what it ran'
complete -c steno -n '__steno_verb rec' -l no-reports -d 'No reports, whatever the configuration says'
complete -c steno -n '__steno_verb rec' -l size -x -a '80x24 132x43' -d 'The size where there is no terminal'
complete -c steno -n '__steno_verb rec' -l on-failure -x -a 'stop continue' -d 'When it can\'t be written'
complete -c steno -n '__steno_verb rec' -l nested -d 'Record even if this terminal is recorded already'
complete -c steno -n '__steno_verb rec verify recover pack anchor hold prune' -s q -l quiet -d 'Say less'
complete -c steno -n 'contains -- -- (commandline -opc)' -a '(__fish_complete_subcommand --commandline)'

complete -c steno -n '__steno_verb cat' -l raw -d 'The exact bytes, also on a terminal'
complete -c steno -n '__steno_verb cat' -s f -l follow -d 'Go on while the session is being recorded'
complete -c steno -n '__steno_verb info verify import index log hold prune' -l json -d 'One JSON object a line'
complete -c steno -n '__steno_verb info' -l utc -d 'Times in UTC'
complete -c steno -n '__steno_verb export' -s f -l format -x -a 'cast3 cast2 raw txt md html' -d 'The form'
complete -c steno -n '__steno_verb export import' -s o -l output -r -F -d 'Write there'
complete -c steno -n '__steno_verb export' -l rules -r -F -d 'What is redacted besides'
complete -c steno -n '__steno_verb export' -l unredacted -d 'Reports with secrets as they were'
complete -c steno -n '__steno_verb export' -l force -d 'Overwrite; write to a terminal what can act on it'
complete -c steno -n __fish_is_first_token -a play -d 'Play a recording, from any moment'
complete -c steno -n '__steno_verb play' -l at -x -d 'Where to begin: a time, or @EVENT'
complete -c steno -n '__steno_verb play' -l speed -x -a '1/8 1/4 1/2 1 2 4 8 16 32 64' -d 'How fast'
complete -c steno -n '__steno_verb play' -l idle -x -d 'Cut pauses to so many seconds'
complete -c steno -n '__steno_verb play' -s f -l follow -d 'Watch a live session'
complete -c steno -n '__steno_verb play' -l paused -d 'Begin with a pause'
complete -c steno -n '__steno_verb play' -l utc -d 'Times in UTC'
complete -c steno -n '__steno_verb play' -s i -l index -r -F -d 'The index'
complete -c steno -n '__steno_verb play' -l no-index -d 'Begin at nothing but the recording itself'
complete -c steno -n __fish_is_first_token -a screen -d 'The screen as it was at a moment'
complete -c steno -n '__steno_verb screen' -l at -x -d 'The moment: a time, or @EVENT'
complete -c steno -n '__steno_verb screen' -l format -x -a 'text ansi html svg' -d 'How'
complete -c steno -n '__steno_verb commands' -s j -l json -d 'One JSON object a line'
complete -c steno -n '__steno_verb commands' -l replies -d 'Also what was answered to running programs'
complete -c steno -n '__steno_verb import commands play screen' -l timing -r -F -d 'The timing file of a typescript'
complete -c steno -n '__steno_verb pack' -l level -x -a '(seq 1 19)' -d 'The level of zstd'
complete -c steno -n '__steno_verb redact' -l from -x -d 'From here: 1:30 say'
complete -c steno -n '__steno_verb redact' -l to -x -d 'To here: 1:45 say'
complete -c steno -n '__steno_verb redact' -l reason -x -d 'Why'
complete -c steno -n '__steno_verb redact' -l by -x -d 'On whose authority'
complete -c steno -n '__steno_verb redact' -s n -l dry-run -d 'Only say what would be removed'

complete -c steno -n '__steno_verb cat info export commands play screen' -a '(__steno_files .cast.zst .cast .ttyrec; __steno_sessions)'
complete -c steno -n '__steno_verb verify recover pack redact' -a '(__steno_files .cast.zst; __steno_sessions)'
complete -c steno -n '__steno_verb rec' -a '(__steno_files .cast.zst)'
complete -c steno -n '__steno_verb import' -F

complete -c steno -n __fish_is_first_token -a index -d 'Take recordings into the index'
complete -c steno -n __fish_is_first_token -a search -d 'Find commands, by words, people, places and times'
complete -c steno -n __fish_is_first_token -a sessions -d 'List sessions'
complete -c steno -n __fish_is_first_token -a show -d 'The commands of a session'
complete -c steno -n '__steno_verb index' -s i -l index -r -F -d 'The index'
complete -c steno -n '__steno_verb search sessions show' -l index -r -F -d 'The index'
complete -c steno -n '__steno_verb search' -s i -l interactive -d 'On a screen, as you type'
complete -c steno -n '__steno_verb index' -l rebuild -d 'Make the index anew'
complete -c steno -n '__steno_verb index' -s f -l follow -d 'Go on with live sessions'
complete -c steno -n '__steno_verb index' -l background -d 'Leave it to a process of its own'
complete -c steno -n '__steno_verb index' -l rules -r -F -d 'What is taken out besides'
complete -c steno -n '__steno_verb index' -s j -l jobs -x -d 'How many processes'
complete -c steno -n '__steno_verb index' -s q -l quiet -d 'Say less'
complete -c steno -n '__steno_verb index' -l dump -d 'Print all that is in the index'
complete -c steno -n '__steno_verb search sessions' -l contains -x -d 'Text anywhere in the command'
complete -c steno -n '__steno_verb search sessions' -l glob -x -d 'All of the command'
complete -c steno -n '__steno_verb search sessions' -l output -x -d 'Words that the command showed'
complete -c steno -n '__steno_verb search sessions' -l user -x -a '(__fish_complete_users)' -d 'Whose'
complete -c steno -n '__steno_verb search sessions' -l host -x -d 'Where'
complete -c steno -n '__steno_verb search sessions' -l program -x -d 'Given to whom'
complete -c steno -n '__steno_verb search sessions' -l session -x -a '(__steno_sessions)' -d 'Of this session'
complete -c steno -n '__steno_verb search sessions' -l since -x -a 'today yesterday 1h 1d 7d' -d 'From then on'
complete -c steno -n '__steno_verb search sessions' -l until -x -a 'today yesterday 1h 1d 7d' -d 'Up to then'
complete -c steno -n '__steno_verb search sessions' -l exit -x -a 'ok fail none' -d 'Exit status'
complete -c steno -n '__steno_verb search sessions' -l cwd -x -a '(__fish_complete_directories)' -d 'Run there or below'
complete -c steno -n '__steno_verb search sessions' -l kind -x -a 'command repl reply' -d 'Kinds'
complete -c steno -n '__steno_verb search sessions' -l grade -x -a 'A B C D U' -d 'Grades'
complete -c steno -n '__steno_verb search sessions' -l label -x -d 'Of a session with it: NAME=VALUE'
complete -c steno -n '__steno_verb search sessions' -l client -x -d 'Where the session came from'
complete -c steno -n '__steno_verb search sessions' -l witnessed -d 'Not imported'
complete -c steno -n '__steno_verb search sessions' -s n -l limit -x -d 'So many at most'
complete -c steno -n '__steno_verb search sessions' -l count -d 'How many there are'
complete -c steno -n '__steno_verb search' -s C -l context -x -d 'Commands around each'
complete -c steno -n '__steno_verb search' -l format -x -d 'Fields in braces'
complete -c steno -n '__steno_verb search sessions show' -s j -l json -d 'One JSON object a line'
complete -c steno -n '__steno_verb search sessions show' -l csv -d 'For spreadsheets'
complete -c steno -n '__steno_verb search sessions show' -l utc -d 'Times in UTC'
complete -c steno -n '__steno_verb show' -s o -l output -d 'What each showed'
complete -c steno -n '__steno_verb show' -a '(__steno_sessions)'
complete -c steno -n '__steno_verb index' -F -a '(__steno_sessions)'

complete -c steno -n '__steno_verb verify' -l all -d 'The whole store'
complete -c steno -n '__steno_verb verify' -l index -d 'Also the index, made anew and compared'
complete -c steno -n '__steno_verb index' -l verify -d 'Compare it with one made anew'
complete -c steno -n '__steno_verb verify' -l against -r -F -d 'Checkpoints that a witness kept'
complete -c steno -n '__steno_verb verify' -l key -r -F -d 'The key that it must have begun with'
complete -c steno -n '__steno_verb verify' -l selftest -d 'Tamper, and see it caught'
complete -c steno -n '__steno_verb verify log' -l since -x -a 'today yesterday 1h 1d 7d' -d 'Only since then'
complete -c steno -n '__steno_verb log' -l until -x -a 'today yesterday 1h 1d 7d' -d 'Only before then'
complete -c steno -n '__steno_verb log' -l actor -x -a '(__fish_complete_users)' -d 'Only what this user did'
complete -c steno -n '__steno_verb log' -l action -x -a 'session session.started session.ended session.viewed session.lost trail index' -d 'Only this'
complete -c steno -n '__steno_verb log' -l target -x -d 'Only where the target has this in it'
complete -c steno -n '__steno_verb log' -l session -x -a '(__steno_sessions)' -d 'Only of this session'
complete -c steno -n '__steno_verb log' -l severity -x -a 'info notice warning critical' -d 'Only this and above'
complete -c steno -n '__steno_verb log' -s n -x -d 'Only the last so many'
complete -c steno -n '__steno_verb log' -l follow -d 'Wait for more'
complete -c steno -n '__steno_verb prove' -s o -l output -r -F -d 'Write there'
complete -c steno -n '__steno_verb prove' -l consistency -d 'That a checkpoint continues another'
complete -c steno -n '__steno_verb prove' -F -a '(__steno_sessions)'
complete -c steno -n '__steno_verb anchor' -l file -r -F -d 'Append it to this file'
complete -c steno -n '__steno_verb anchor' -l syslog -d 'Hand it to the system log'
complete -c steno -n '__steno_verb anchor' -l command -x -d 'Run this with it'
complete -c steno -n '__steno_verb anchor' -l print -d 'Print it'

complete -c steno -n '__steno_verb hold prune' -f -a '(__steno_sessions)'
complete -c steno -n '__steno_verb hold prune' -l reason -x -d 'Why'
complete -c steno -n '__steno_verb hold' -l release -d 'They are no longer held'
complete -c steno -n '__steno_verb hold' -l list -d 'What is held'
complete -c steno -n '__steno_verb prune' -s f -l force -d 'Remove them'
complete -c steno -n '__steno_verb prune' -s n -l dry-run -d 'Only say what would go'
complete -c steno -n '__steno_verb prune' -l older-than -x -a '30d 90d 365d' -d 'Those that ended so long ago'
complete -c steno -n '__steno_verb prune' -l max-size -x -a '1G 10G 100G' -d 'The oldest, until the rest is no larger'
complete -c steno -n '__steno_verb prune' -l label -x -d 'Only those with this label'
complete -c steno -n '__steno_verb prune' -l user -x -a '(__fish_complete_users)' -d 'Only those of this user'
complete -c steno -n '__steno_verb prune' -l host -x -d 'Only those of this host'
complete -c steno -n '__steno_verb prune' -l failed -d 'Only those that failed'
complete -c steno -n '__steno_verb prune' -l succeeded -d 'Only those that did not'
complete -c steno -n '__steno_verb prune' -l archive -x -a '(__fish_complete_directories)' -d 'Copy each there first'
complete -c steno -n '__steno_verb prune' -l store -x -a '(__fish_complete_directories)' -d 'Of this store'
complete -c steno -n '__steno_verb prune' -l index -r -F -d 'The index that follows'
complete -c steno -n '__steno_verb index' -l forget -d 'Take out sessions whose recordings are gone'

complete -c steno -n '__steno_verb export' -l evidence -d 'An archive for an outsider'
complete -c steno -n '__steno_verb export' -l user -x -a '(__fish_complete_users)' -d 'Sessions of this user'
complete -c steno -n '__steno_verb export' -l host -x -d 'Sessions of this host'
complete -c steno -n '__steno_verb export' -l label -x -d 'Sessions with this label'
complete -c steno -n '__steno_verb export' -l since -x -a 'today yesterday 1h 1d 7d' -d 'Sessions since then'
complete -c steno -n '__steno_verb export' -l until -x -a 'today yesterday 1h 1d 7d' -d 'Sessions before then'
complete -c steno -n '__steno_verb export' -l query -x -d 'Sessions with such commands'
