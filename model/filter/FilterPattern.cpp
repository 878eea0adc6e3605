// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterPattern.h"

#include "model/filter/FilterRemark.h"

#include <re2/re2.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

re2::RE2::Options options()
{
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_never_capture(true);
    return options;
}

QString reason(re2::RE2::ErrorCode code)
{
    switch (code) {
    case re2::RE2::ErrorMissingBracket:
        return u"a “]” is missing"_s;
    case re2::RE2::ErrorMissingParen:
        return u"a “)” is missing, or “\\(” where the bracket itself is meant"_s;
    case re2::RE2::ErrorUnexpectedParen:
        return u"a “)” closes nothing; write “\\)” where the bracket itself is meant"_s;
    case re2::RE2::ErrorRepeatArgument:
        return u"there is nothing that it could repeat; write “\\” before a sign that is meant itself"_s;
    case re2::RE2::ErrorRepeatSize:
        return u"it repeats too often: up to 1000 times goes"_s;
    case re2::RE2::ErrorRepeatOp:
        return u"it is repeated twice: one “*”, “+” or “?” is enough"_s;
    case re2::RE2::ErrorBadCharClass:
    case re2::RE2::ErrorBadCharRange:
        return u"there is no such set of characters; a range goes upwards, as in [a-z]"_s;
    case re2::RE2::ErrorBadEscape:
        return u"there is no such “\\”; references to what was found before do not exist here"_s;
    case re2::RE2::ErrorTrailingBackslash:
        return u"a “\\” at the end stands before nothing; write “\\\\”"_s;
    case re2::RE2::ErrorPatternTooLarge:
        return u"it is too large: write a smaller number of repetitions"_s;
    default:
        return u"it uses what is not known here; what looks ahead or behind does not exist"_s;
    }
}

} // namespace

std::string patternText(const QString &pattern, const QString &flags)
{
    const std::string text = pattern.toStdString();
    return flags.isEmpty() ? text : "(?" + flags.toStdString() + ")" + text;
}

std::string globText(const QString &glob)
{
    const QString one = glob.contains(u'/') ? u"[^/]*"_s : u".*"_s;
    QString text = u"(?is)\\A"_s;
    for (qsizetype i = 0; i < glob.size(); ++i) {
        if (glob.at(i) != u'*') {
            const QChar c = glob.at(i);
            text += c.isLetterOrNumber() || c.isSurrogate() || c.unicode() > 127 ? QString(c) : u'\\' + QString(c);
            continue;
        }
        const qsizetype from = i;
        while (i + 1 < glob.size() && glob.at(i + 1) == u'*')
            ++i;
        text += i > from ? u".*"_s : one;
    }
    return (text + u"\\z"_s).toStdString();
}

std::shared_ptr<const re2::RE2> makePattern(const std::string &text)
{
    return std::make_shared<const re2::RE2>(text, options());
}

void checkPattern(const QString &pattern, const QString &flags, qsizetype at)
{
    const auto made = makePattern(patternText(pattern, flags));
    if (made->ok())
        return;
    const QString where = QString::fromStdString(made->error_arg());
    const qsizetype found = where.isEmpty() ? -1 : pattern.indexOf(where);
    throw FilterRemark{u"The regular expression cannot be read: %1"_s.arg(reason(made->error_code())),
                       at + std::max<qsizetype>(0, found),
                       std::max<qsizetype>(1, found < 0 ? pattern.size() : where.size())};
}

} // namespace livebelt
