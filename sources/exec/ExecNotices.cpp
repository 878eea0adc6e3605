// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/exec/ExecNotices.h"

#include "model/records/Notice.h"
#include "model/records/Sentence.h"
#include "model/records/Timestamp.h"
#include "sources/feed/Duration.h"
#include <livebelt/async/Loop.h>

#include <cstring>

namespace livebelt {

using namespace Qt::StringLiterals;

Record ExecNotices::started(qint64 pid)
{
    m_since = async::Loop::current().clock().now();
    FieldsBuilder fields;
    fields.add("pid", pid);
    if (!std::exchange(m_hasStarted, true))
        return makeNotice(NoticeType::Connected, u"Running %1"_s.arg(m_name).toUtf8(), fields.take());
    const qint64 now = nowMicros();
    fields.add("from", toRfc3339(m_endedAt));
    fields.add("to", toRfc3339(now));
    fields.add("seconds", double(now - m_endedAt) / 1e6);
    return makeNotice(NoticeType::Reconnected, u"Running %1 again"_s.arg(m_name).toUtf8(), fields.take());
}

Record ExecNotices::endedForNow(const async::ProcessExit &exit, std::chrono::milliseconds wait)
{
    m_endedAt = nowMicros();
    return stopped(sentence(exit), wait, fields(exit));
}

Record ExecNotices::notStarted(const QString &why, std::chrono::milliseconds wait)
{
    return stopped(why, wait, {});
}

Record ExecNotices::stopped(const QString &why, std::chrono::milliseconds wait, FieldsBuilder fields)
{
    fields.add("retryIn", double(wait.count()) / 1000);
    const QString text = u"%1 It is started again in %2"_s.arg(fullSentence(why), waitText(wait));
    return makeNotice(NoticeType::Disconnected, text.toUtf8(), fields.take());
}

Record ExecNotices::endedForGood(const async::ProcessExit &exit)
{
    return makeNotice(exit.isSuccess() ? NoticeType::Ended : NoticeType::Failed, sentence(exit).toUtf8(),
                      fields(exit).take());
}

QString ExecNotices::sentence(const async::ProcessExit &exit) const
{
    if (exit.signal == 0)
        return u"%1 ended with status %2"_s.arg(m_name).arg(exit.code);
    return u"%1 was ended by signal %2 (%3)"_s.arg(m_name)
        .arg(exit.signal)
        .arg(QString::fromLocal8Bit(::sigdescr_np(exit.signal)));
}

FieldsBuilder ExecNotices::fields(const async::ProcessExit &exit)
{
    FieldsBuilder fields;
    if (exit.signal == 0)
        fields.add("status", qint64(exit.code));
    else
        fields.add("signal", qint64(exit.signal));
    return fields;
}

} // namespace livebelt
