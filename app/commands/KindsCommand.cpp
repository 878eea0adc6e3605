// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Commands.h"
#include "app/commands/StandardOutput.h"
#include "app/feeds/FeedKinds.h"

namespace livebelt {

using namespace Qt::StringLiterals;

int runKinds()
{
    QString text;
    const FeedKinds kinds;
    for (const FeedKind &kind : kinds.all()) {
        const FeedDescription &description = kind.description;
        text += u"%1  %2\n    %3\n"_s.arg(description.kind, description.title, description.summary);
        text += u"  forms\n"_s;
        for (const QString &form : description.forms)
            text += u"    %1\n"_s.arg(form);
        text += u"    for example %1\n"_s.arg(description.example);
        bool hasQuery = false;
        for (const FeedParameter &parameter : description.parameters) {
            if (parameter.part != FeedParameter::Part::Query)
                continue;
            if (!std::exchange(hasQuery, true))
                text += u"  options, as ?name=value\n"_s;
            text +=
                u"    %1  %2%3\n"_s.arg(parameter.name.leftJustified(12), parameter.help,
                                        parameter.fallback.isEmpty() ? QString() : u" (%1)"_s.arg(parameter.fallback));
        }
        text += u"  fields\n"_s;
        for (const FieldDescription &field : description.fields)
            text += u"    %1  %2\n"_s.arg(field.name.leftJustified(12), field.meaning);
        text += u'\n';
    }
    return printAll(text.toUtf8());
}

} // namespace livebelt
