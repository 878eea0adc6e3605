# SPDX-License-Identifier: MIT
# What every coroutine type has, and says nothing to a reader: words for Doxygen, which asks for some.
s#^( +)(.*[ *&]await_(ready|suspend|resume)\(.*)$#\1/** For co_await. */ \2#
s#^( +)(explicit )?([A-Za-z]*Awaiter\(.*)$#\1/** For co_await. */ \2\3#
s#^( +)(using (IsNative|promise_type) = .*)$#\1/** For the compiler. */ \2#
s#^( +)(using value_type = .*)$#\1/** What it is a stream of. */ \2#
s#^( +)([A-Z][A-Za-z]*\(std::coroutine_handle<.*)$#\1/** For the compiler. */ \2#
s#^( +)([A-Z][A-Za-z]*\([A-Z][A-Za-z]* &&other\) noexcept.*)$#\1/** Takes the place of other, which is empty then. */ \2#
s#^( +)([A-Z][A-Za-z]* &operator=\([A-Z][A-Za-z]* &&other\) noexcept.*)$#\1/** Takes the place of other, which is empty then. */ \2#
s#^( +)((void|bool) (event|timerEvent)\(.*override.*)$#\1/** For Qt. */ \2#
