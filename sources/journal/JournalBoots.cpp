// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/journal/JournalBoots.h"

#include <QRegularExpression>
#include <algorithm>
#include <vector>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

struct Boot
{
    QByteArray id;
    uint64_t first = 0; ///< when its first entry was written
};

/// All of the journal, the oldest first.
std::vector<Boot> bootsOf(sd_journal *journal)
{
    constexpr qsizetype prefix = 9; // _BOOT_ID=
    std::vector<Boot> boots;
    const void *data = nullptr;
    size_t size = 0;
    if (sd_journal_query_unique(journal, "_BOOT_ID") < 0)
        return boots;
    sd_journal_restart_unique(journal);
    while (sd_journal_enumerate_available_unique(journal, &data, &size) > 0)
        boots.push_back({QByteArray(static_cast<const char *>(data), qsizetype(size)).sliced(prefix)});
    for (Boot &boot : boots) {
        const QByteArray match = "_BOOT_ID=" + boot.id;
        sd_journal_flush_matches(journal);
        sd_journal_add_match(journal, match.constData(), size_t(match.size()));
        sd_journal_seek_head(journal);
        if (sd_journal_next(journal) > 0)
            sd_journal_get_realtime_usec(journal, &boot.first);
    }
    sd_journal_flush_matches(journal);
    std::sort(boots.begin(), boots.end(), [](const Boot &a, const Boot &b) { return a.first < b.first; });
    return boots;
}

} // namespace

bool isBoot(const QString &boot)
{
    static const QRegularExpression form(u"^([+-]?\\d{1,6}|[0-9a-fA-F]{32})$"_s);
    return form.match(boot).hasMatch();
}

Result<QByteArray> bootId(sd_journal *journal, const QString &boot)
{
    constexpr qsizetype idSize = 32;
    if (boot.size() == idSize)
        return boot.toLower().toLatin1();
    const auto boots = bootsOf(journal);
    const int number = boot.toInt();
    const auto count = int(boots.size());
    const int index = number > 0 ? number - 1 : count - 1 + number;
    if (index < 0 || index >= count) {
        return Failure{u"The journal has %1 boots, and none of the number %2: boot=0 is the newest, boot=-1 the one "
                       "before it"_s.arg(count)
                           .arg(boot)};
    }
    return boots[size_t(index)].id;
}

} // namespace livebelt
