# SPDX-License-Identifier: MIT
# Stops PROGRAM in lookHere(), and compares what SCRIPT says there.
find_program(GDB gdb)
if(NOT GDB)
  message(FATAL_ERROR "gdb is not installed (Debian package gdb)")
endif()
execute_process(COMMAND "${GDB}" -nx -batch -ex "source ${SCRIPT}" -ex "set debuginfod enabled off" -ex "break lookHere"
  -ex run -ex "print task" -ex "print stream" -ex coroutines "${PROGRAM}" OUTPUT_VARIABLE said ERROR_VARIABLE errors)
message("${said}${errors}")
foreach(text "= Task<int> later(), has not started" "= AsyncIterator<int> plates(), at Waiting.cpp:19 (SleepAwaiter)"
    "Thread 1 \"async_gdb_waiti\"
  #0 AsyncIterator<int> plates(), at Waiting.cpp:19 (SleepAwaiter)
  #1 Task<void> eat(AsyncIterator<int>*), at Waiting.cpp:30
")
  string(FIND "${said}" "${text}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "gdb does not say: ${text}")
  endif()
endforeach()
