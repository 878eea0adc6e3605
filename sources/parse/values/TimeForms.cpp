// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/values/TimeForms.h"

#include "sources/parse/values/EpochTime.h"
#include "sources/parse/values/TimeParts.h"
#include "sources/parse/values/TimeWords.h"

namespace livebelt {

namespace {

/// Reads one text; each form leaves the cursor anywhere where it fails.
class FormReader
{
public:
    FormReader(ByteCursor &cursor, TimeParts &parts, TimeFormSet wanted, const ZoneRule &own)
        : m_cursor(cursor), m_parts(parts), m_wanted(wanted), m_own(own)
    {
    }

    std::optional<TimeForm> read()
    {
        const char first = m_cursor.peek();
        if (first == '@')
            return when(TimeForm::Tai64, &FormReader::tai64);
        if (first == '*' || first == '.') // Cisco: the clock is not set, not synchronised
            m_cursor.skip(1);
        if (isAsciiLetter(m_cursor.peek()))
            return words();
        return isAsciiDigit(first) ? numbers() : std::nullopt;
    }

private:
    using Form = bool (FormReader::*)();

    std::optional<TimeForm> when(TimeForm form, Form reader)
    {
        return m_wanted.has(form) && (this->*reader)() ? std::optional(form) : std::nullopt;
    }

    std::optional<TimeForm> words()
    {
        if (readWeekday(m_cursor)) {
            m_cursor.take(',');
            if (m_cursor.blanks() == 0)
                return std::nullopt;
            return isAsciiDigit(m_cursor.peek()) ? when(TimeForm::Mail, &FormReader::mail)
                                                 : when(TimeForm::Date, &FormReader::date);
        }
        if (!monthAndDay())
            return std::nullopt;
        return m_cursor.peek() == ',' ? when(TimeForm::Words, &FormReader::yearAndClock)
                                      : when(TimeForm::Syslog, &FormReader::syslog);
    }

    std::optional<TimeForm> numbers()
    {
        constexpr qsizetype most = 24;
        const qsizetype digits = m_cursor.digitsAhead(most);
        const char next = m_cursor.peek(digits);
        switch (digits) {
        case 1:
        case 2:
            return shortNumber(digits, next);
        case 4:
            if (next == '-')
                return when(TimeForm::Iso, &FormReader::iso);
            if (next == '/' || next == '.')
                return when(TimeForm::Ymd, &FormReader::ymd);
            if (next == ' ' && isAsciiLetter(m_cursor.peek(digits + 1)))
                return when(TimeForm::Syslog, &FormReader::yearFirst);
            return next == ' ' ? when(TimeForm::Glog, &FormReader::glog) : std::nullopt;
        case 6:
            return next == ' ' ? when(TimeForm::Short, &FormReader::compact) : std::nullopt;
        case 8:
            return when(TimeForm::Basic, &FormReader::basic);
        case 14:
            if (const qsizetype start = m_cursor.at(); m_wanted.has(TimeForm::Basic)) {
                if (joined())
                    return TimeForm::Basic;
                m_cursor.moveTo(start);
                m_parts = {};
            }
            break;
        default:
            break;
        }
        return when(TimeForm::Epoch, &FormReader::epoch);
    }

    std::optional<TimeForm> shortNumber(qsizetype digits, char next)
    {
        const bool hasLetter = isAsciiLetter(m_cursor.peek(digits + 1));
        if (next == ':')
            return when(TimeForm::Clock, &FormReader::clock);
        if (next == '/' && hasLetter)
            return when(TimeForm::Access, &FormReader::access);
        if ((next == ' ' || next == '-') && hasLetter)
            return when(TimeForm::Mail, &FormReader::mail);
        if (next != '/' && next != '.' && next != '-')
            return std::nullopt;
        const qint64 number = ByteCursor(m_cursor.rest()).number(1, 2);
        if (next == '/' && m_wanted.has(TimeForm::Mdy) && number <= 12)
            return when(TimeForm::Mdy, &FormReader::mdy);
        return when(TimeForm::Dmy, &FormReader::dmy);
    }

    bool set(int &part, qint64 number)
    {
        part = int(number);
        return number >= 0;
    }
    bool year()
    {
        const qint64 number = m_cursor.number(4, 4);
        m_parts.year = int(number);
        return number >= 0;
    }
    bool anyYear()
    {
        const qint64 number = m_cursor.digitsAhead(3) == 2 ? m_cursor.number(2, 2) : m_cursor.number(4, 4);
        m_parts.year = number >= 0 && number < 100 ? fullYear(int(number)) : int(number);
        return number >= 0;
    }
    bool zone()
    {
        readAnyZone(m_cursor, m_parts, m_own);
        return true;
    }
    /// The day's two digits, or a blank and one.
    bool monthAndDay()
    {
        m_parts.month = readMonth(m_cursor);
        return m_parts.month > 0 && m_cursor.blanks() > 0 && set(m_parts.day, m_cursor.number(1, 2));
    }
    bool clockAndZone(Seconds seconds) { return readClock(m_cursor, m_parts, seconds) && zone(); }

    bool iso()
    {
        if (!year() || !m_cursor.take('-') || !set(m_parts.month, m_cursor.number(2, 2)) || !m_cursor.take('-') ||
            !set(m_parts.day, m_cursor.number(2, 2)))
            return false;
        if (m_cursor.isAtEnd())
            return true; // a date alone
        const char mark = m_cursor.peek();
        if (mark != ' ' && mark != '\t' && mark != '_' && (mark | ' ') != 't')
            return false;
        m_cursor.skip(1);
        m_cursor.blanks(); // MariaDB writes two before 9:15
        return clockAndZone(Seconds::MayLack);
    }
    bool ymd()
    {
        const char mark = m_cursor.peek(4);
        if (!year() || !m_cursor.take(mark) || !set(m_parts.month, m_cursor.number(1, 2)) || !m_cursor.take(mark) ||
            !set(m_parts.day, m_cursor.number(1, 2)))
            return false;
        if (m_cursor.peek() == ' ' || m_cursor.peek() == '-' || m_cursor.peek() == ':')
            m_cursor.skip(1);
        return clockAndZone(Seconds::MayLack);
    }
    bool joinedDate(qsizetype yearDigits)
    {
        const qsizetype digits = yearDigits + 4;
        const qint64 number = ByteCursor(m_cursor.rest().first(digits)).number(digits, digits);
        m_cursor.skip(digits);
        m_parts.year = yearDigits == 2 ? fullYear(int(number / 10'000)) : int(number / 10'000);
        m_parts.month = int(number / 100 % 100);
        m_parts.day = int(number % 100);
        return m_parts.month >= 1 && m_parts.month <= 12 && m_parts.day >= 1 && m_parts.day <= 31;
    }
    bool joinedClock()
    {
        if (m_cursor.digitsAhead(7) != 6)
            return false;
        const qint64 number = m_cursor.number(6, 6);
        m_parts.hour = int(number / 10'000);
        m_parts.minute = int(number / 100 % 100);
        m_parts.second = int(number % 100);
        readFraction(m_cursor, m_parts.nanos);
        return m_parts.hour < 24 && m_parts.minute < 60 && m_parts.second <= 60;
    }
    bool basic()
    {
        if (!joinedDate(4))
            return false;
        const char mark = m_cursor.peek();
        if (mark != 'T' && mark != '-' && mark != ' ' && mark != '_')
            return false;
        m_cursor.skip(1);
        return (m_cursor.digitsAhead(6) == 6 ? joinedClock() : readClock(m_cursor, m_parts, Seconds::Needed)) && zone();
    }
    bool joined()
    {
        constexpr int firstYear = 1970, lastYear = 2099;
        return joinedDate(4) && m_parts.year >= firstYear && m_parts.year <= lastYear && joinedClock() && zone();
    }
    bool compact() // 261130  9:15:02
    {
        return joinedDate(2) && m_cursor.blanks() > 0 && clockAndZone(Seconds::Needed);
    }
    bool syslog()
    {
        if (m_cursor.blanks() == 0)
            return false;
        if (m_cursor.digitsAhead(5) == 4 && (!year() || m_cursor.blanks() == 0))
            return false;
        return clockAndZone(Seconds::Needed);
    }
    bool yearFirst()
    {
        return year() && m_cursor.blanks() > 0 && monthAndDay() && m_cursor.blanks() > 0 &&
               clockAndZone(Seconds::Needed);
    }
    bool date()
    {
        if (!monthAndDay() || m_cursor.blanks() == 0 || !clockAndZone(Seconds::Needed))
            return false;
        const qsizetype start = m_cursor.at();
        m_cursor.blanks();
        if (!m_parts.offset) { // a zone that is not known is passed over where the year follows it
            const qsizetype letters = m_cursor.lettersAhead().size();
            m_cursor.skip(letters);
            if (letters > 0)
                m_cursor.blanks();
        }
        if (m_cursor.digitsAhead(5) != 4 || m_cursor.peek(4) == ':') {
            m_cursor.moveTo(start);
            return true; // the year is missing
        }
        return year() && (m_parts.offset || zone());
    }
    bool mail()
    {
        if (!set(m_parts.day, m_cursor.number(1, 2)))
            return false;
        const char mark = m_cursor.peek();
        m_cursor.skip(1);
        m_parts.month = readMonth(m_cursor);
        if (m_parts.month == 0 || !m_cursor.take(mark))
            return false;
        if (mark == ' ' && (m_cursor.peek(1) == ':' || m_cursor.peek(2) == ':'))
            return clockAndZone(Seconds::Needed); // the year is missing
        if (!anyYear())
            return false;
        if (!m_cursor.take("::") && !m_cursor.take(':')) {
            m_cursor.take(',');
            if (m_cursor.blanks() == 0)
                return false;
        }
        return clockAndZone(Seconds::MayLack);
    }
    bool access()
    {
        if (!set(m_parts.day, m_cursor.number(1, 2)) || !m_cursor.take('/'))
            return false;
        m_parts.month = readMonth(m_cursor);
        return m_parts.month > 0 && m_cursor.take('/') && year() && (m_cursor.take(':') || m_cursor.take(' ')) &&
               clockAndZone(Seconds::Needed);
    }
    bool yearAndClock() // behind "Nov 30"
    {
        if (!m_cursor.take(',') || m_cursor.blanks() == 0 || !year())
            return false;
        m_cursor.take(',');
        m_cursor.blanks();
        if (m_cursor.take('@'))
            m_cursor.blanks();
        return clockAndZone(Seconds::MayLack);
    }
    bool separated(int &first, int &second)
    {
        if (!set(first, m_cursor.number(1, 2)))
            return false;
        const char mark = m_cursor.peek();
        m_cursor.skip(1);
        if (!set(second, m_cursor.number(1, 2)) || !m_cursor.take(mark) || !anyYear())
            return false;
        m_cursor.take(',');
        return (m_cursor.blanks() > 0 || m_cursor.take('T') || m_cursor.take('-')) && clockAndZone(Seconds::MayLack);
    }
    bool mdy() { return separated(m_parts.month, m_parts.day); }
    bool dmy() { return separated(m_parts.day, m_parts.month); }
    bool glog()
    {
        const qint64 both = m_cursor.number(4, 4);
        m_parts.month = int(both / 100);
        m_parts.day = int(both % 100);
        return m_parts.month > 0 && m_cursor.blanks() > 0 && clockAndZone(Seconds::Needed);
    }
    bool clock() { return clockAndZone(Seconds::Needed); }
    bool epoch() { return readEpoch(m_cursor, m_parts); }
    bool tai64() { return readTai64(m_cursor, m_parts); }

    ByteCursor &m_cursor;
    TimeParts &m_parts;
    const TimeFormSet m_wanted;
    const ZoneRule &m_own;
};

} // namespace

std::optional<TimeForm> readTimeForm(ByteCursor &cursor, TimeParts &parts, TimeFormSet wanted, const ZoneRule &own)
{
    const qsizetype start = cursor.at();
    const std::optional<TimeForm> form = FormReader(cursor, parts, wanted, own).read();
    if (!form)
        cursor.moveTo(start);
    return form;
}

} // namespace livebelt
