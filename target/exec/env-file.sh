# Puts a file back as it was when standard input ends: when its owner asks for it or is dead.
#
# $1  the file that was written for a run
# $2  where the former one lies; not there when there was none
# $3  the first line of what was written
#
# A line on standard input says that the file was written; without it, nothing has happened to the former one yet, or it
# was moved and no more.
trap '' HUP INT TERM
written=
while read -r word; do written=$word; done

there() { [ -e "$1" ] || [ -L "$1" ]; }

rm -f -- "$1.being-written"
if there "$1"; then
  if [ "$(head -n 1 -- "$1")" = "$3" ]; then
    rm -f -- "$1"
  elif [ -n "$written" ]; then
    # What somebody has put there meanwhile is nobody's to throw away.
    mv -f -- "$1" "$1.written-during-the-run"
  fi
fi
if there "$2" && ! there "$1"; then mv -f -- "$2" "$1"; fi
