// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cases/Wanted.h"

#include "model/records/Fields.h"
#include "model/records/Timestamp.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace livebelt::test {

using namespace Qt::StringLiterals;

QList<QJsonObject> casesOf(const QString &name)
{
    QList<QJsonObject> cases;
    QFile file(QStringLiteral(LIVEBELT_CASES "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is not there", qPrintable(file.fileName()));
    while (!file.atEnd()) {
        cases.append(QJsonDocument::fromJson(file.readLine()).object());
        if (!cases.back().contains(u"want"))
            qFatal("line %d of %s is no case", int(cases.size()), qPrintable(name));
    }
    return cases;
}

QString difference(const Record &record, const QJsonObject &want)
{
    const auto differs = [](const QString &what, const QString &is, const QString &wanted) {
        return u"%1 is “%2”, not “%3”"_s.arg(what, is, wanted);
    };
    static const QHash<QString, QString> ours{{u"from"_s, u"source"_s}}; // names that are ours to choose
    const QJsonObject fields = QJsonDocument::fromJson(record.fields).object();
    for (auto it = want.begin(); it != want.end(); ++it) {
        const QString wanted = it->toString();
        if (it.key() == u"text" && record.text != wanted.toUtf8())
            return differs(it.key(), QString::fromUtf8(record.text), wanted);
        if (it.key() == u"text_has" && !record.text.contains(wanted.toUtf8()))
            return differs(it.key(), QString::fromUtf8(record.text), wanted);
        if (it.key() == u"subject" && record.subject != wanted.toUtf8())
            return differs(it.key(), QString::fromUtf8(record.subject), wanted);
        if (it.key() == u"level" && levelName(record.level) != wanted.toUtf8())
            return differs(it.key(), QString::fromUtf8(levelName(record.level)), wanted);
        if (it.key() == u"time" && toRfc3339(record.time) != wanted.toUtf8())
            return differs(it.key(), QString::fromUtf8(toRfc3339(record.time)), wanted);
        if (it.key() == u"time_local" && !toRfc3339(record.time).startsWith(wanted.toUtf8()))
            return differs(it.key(), QString::fromUtf8(toRfc3339(record.time)), wanted);
        if (it.key() == u"kind" && kindName(record.kind) != wanted.toUtf8())
            return differs(it.key(), QString::fromUtf8(kindName(record.kind)), wanted);
        const QJsonObject named = it->toObject();
        for (auto field = named.begin(); field != named.end(); ++field) {
            if (it.key() == u"fields" && fields.value(ours.value(field.key(), field.key())) != *field)
                return differs(field.key(), QString::fromUtf8(record.fields), u"as wanted"_s);
            if (it.key() == u"fields_text" &&
                fieldValue(record.fields, field.key().toUtf8()) != field->toString().toUtf8())
                return differs(field.key(), QString::fromUtf8(record.fields), field->toString());
        }
        for (const QJsonValue &absent : it->toArray()) {
            if (it.key() == u"absent" && fields.contains(absent.toString()))
                return absent.toString() + u" is there"_s;
        }
    }
    return {};
}

} // namespace livebelt::test
