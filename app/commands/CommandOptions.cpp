// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/CommandOptions.h"

#include "app/capture/CaptureFolder.h"
#include "model/filter/Filter.h"
#include "model/filter/FilterTimes.h"
#include "sources/feed/Duration.h"

#include <QRegularExpression>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Command = Invocation::Command;

/// As parseDuration(), or a number of seconds; from 1 ms on.
Result<std::chrono::milliseconds> runTime(const QString &text)
{
    bool isNumber = false;
    static_cast<void>(text.toDouble(&isNumber));
    const auto duration = parseDuration(isNumber ? text + u's' : text);
    if (!duration || duration->count() < 1)
        return Failure{u"“%1” is no length of time: write it as 500ms, 10s, 5m or 2h"_s.arg(text)};
    return *duration;
}

/// A number of bytes, or one with K, M, G or T behind it: from 1 MB on.
Result<quint64> size(const QString &option, const QString &text)
{
    constexpr quint64 least = 1 << 20, most = 1ull << 44;
    static const QRegularExpression form(u"^(\\d{1,15})([KMGT]?)(i?B)?$"_s, QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    const int power = match.captured(2).isEmpty() ? 0 : int(u"KMGT"_s.indexOf(match.captured(2).toUpper())) + 1;
    const double bytes = match.captured(1).toDouble() * double(1ull << (10 * power));
    if (!match.hasMatch() || bytes < double(least) || bytes > double(most))
        return Failure{u"%1 takes a size from 1M on, as in 256M or 10GB, not “%2”"_s.arg(option, text)};
    return quint64(bytes);
}

Result<void> setColumns(Invocation &invocation, const QString &value)
{
    invocation.columns = value.split(u',');
    const auto columns = csvColumnsNamed(invocation.columns);
    return columns ? Result<void>() : Failure{columns.error()};
}

Result<void> setFields(Invocation &invocation, const QString &value)
{
    if (value != "json"_L1 && value != "columns"_L1)
        return Failure{u"--fields takes json or columns, not “%1”"_s.arg(value)};
    invocation.csvFields = value == "json"_L1 ? CsvFields::Json : CsvFields::Columns;
    return {};
}

Result<void> setPreview(Invocation &invocation, const QString &value)
{
    bool isNumber = false;
    invocation.preview = value.toInt(&isNumber);
    if (!isNumber || invocation.preview < 1 || invocation.preview > 10'000)
        return Failure{u"--preview takes a number of records from 1 to 10000, not “%1”"_s.arg(value)};
    return {};
}

Result<void> setFormat(Invocation &invocation, const QString &value)
{
    const ExportFormat *format = exportFormat(value);
    if (!format || (invocation.command == Command::Import && !format->has(ExportFormat::Import))) {
        const quint8 traits = invocation.command == Command::Import ? ExportFormat::Import : 0;
        return Failure{u"--format takes %1, not “%2”"_s.arg(exportFormatNames(traits), value)};
    }
    invocation.format = format->name;
    return {};
}

template<typename Value, typename To>
Result<void> take(Result<Value> value, To &to)
{
    if (!value)
        return Failure{value.error()};
    to = *std::move(value);
    return {};
}

/// What is wanted of an export or import; nullopt: it is another option.
std::optional<Result<void>> setExportOption(Invocation &invocation, const QString &name, const QString &value)
{
    if (name == "--format"_L1)
        return setFormat(invocation, value);
    if (name == "--columns"_L1)
        return setColumns(invocation, value);
    if (name == "--fields"_L1)
        return setFields(invocation, value);
    if (name == "--compress"_L1)
        return take(compressionNamed(value), invocation.compression);
    if (name == "--time-format"_L1)
        return take(timeFormatNamed(value), invocation.timeFormat);
    if (name == "--tz"_L1)
        return take(timeZoneNamed(value), invocation.zone);
    if (name == "--rotate"_L1)
        return take(runTime(value), invocation.rotateAfter);
    if (name == "--rotate-size"_L1)
        return take(size(name, value), invocation.rotateSize);
    if (name == "--since"_L1 || name == "--until"_L1) {
        if (!readFilterTime(value, FilterClock::here()))
            return Failure{u"%1 takes a time, as in 14:00, yesterday or 2026-11-30T09, not “%2”"_s.arg(name, value)};
        (name == "--since"_L1 ? invocation.since : invocation.until) = value;
        return Result<void>();
    }
    return std::nullopt;
}

} // namespace

Result<void> setOption(Invocation &invocation, const QString &name, const QString &value)
{
    static const QStringList own{u"--to"_s, u"--preview"_s, u"--feed"_s};
    if (invocation.command == Command::Reread && !own.contains(name)) { // those of a reader
        invocation.reading.append({name.sliced(2), value});
        return {};
    }
    if (const auto set = setExportOption(invocation, name, value))
        return *set;
    if (name == "--preview"_L1)
        return setPreview(invocation, value);
    if (name == "--filter"_L1) {
        if (const FilterReading reading = Filter::read(value); reading.error)
            return Failure{u"--filter cannot be read. "_s + pointedOut(*reading.error, value)};
        invocation.filter = value;
    } else if (name == "--to"_L1) {
        if (value.isEmpty())
            return Failure{u"--to needs the name of a file"_s};
        invocation.to = value;
    } else if (name == "--check"_L1) {
        if (value.isEmpty())
            return Failure{u"--check needs the name of a file"_s};
        invocation.check = value;
    } else if (name == "--feed"_L1) {
        invocation.feeds.append(value);
    } else if (name == "--count"_L1) {
        bool isNumber = false;
        invocation.count = value.toULongLong(&isNumber);
        if (!isNumber || *invocation.count == 0)
            return Failure{u"--count takes a whole number from 1 on, not “%1”"_s.arg(value)};
    } else if (name == "--for"_L1) {
        const auto duration = runTime(value);
        if (!duration)
            return Failure{duration.error()};
        invocation.duration = *duration;
    } else if (name == "--memory"_L1) {
        const auto bytes = size(name, value);
        if (!bytes)
            return Failure{bytes.error()};
        invocation.memory = *bytes;
    } else if (name == "--keep-size"_L1) {
        const auto bytes = size(name, value);
        if (!bytes)
            return Failure{bytes.error()};
        invocation.keepBytes = *bytes;
    } else if (name == "--keep"_L1) {
        const auto age = runTime(value);
        if (!age)
            return Failure{age.error()};
        invocation.keepAge = *age;
    } else if (name == "--listen"_L1) {
        return invocation.serve.setPlace(value);
    } else if (name == "--allow-origin"_L1) {
        return invocation.serve.setOrigin(value);
    } else if (name == "--cert"_L1) {
        invocation.serve.certificate = value;
    } else if (name == "--key"_L1) {
        invocation.serve.key = value;
    } else if (name == "--workspace"_L1) {
        if (value.isEmpty())
            return Failure{u"--workspace needs the name of a folder"_s};
        invocation.workspace = value;
    }
    return {};
}

namespace {

/// How records are written: as --format says, or the file's name, or as is usual with the command.
const ExportFormat *formatOf(const Invocation &invocation)
{
    if (!invocation.format.isEmpty())
        return exportFormat(invocation.format);
    const QString name = invocation.command == Command::Import ? invocation.inputs.value(0) : invocation.to;
    if (const ExportFormat *named = fileFormat(name).format)
        return named;
    return exportFormat(invocation.command == Command::Watch ? u"transcript" : u"jsonl");
}

/// What the options of formats have to do with each other.
Result<void> checkFormat(const Invocation &invocation)
{
    const ExportFormat &format = *formatOf(invocation);
    const bool isImport = invocation.command == Command::Import;
    if (isImport && invocation.format.isEmpty() && !fileFormat(invocation.inputs.value(0)).format)
        return Failure{
            u"Say how %1 is written with --format: its name does not tell"_s.arg(invocation.inputs.value(0))};
    if (isImport && !format.has(ExportFormat::Import))
        return Failure{u"What is written as %1 cannot be read again: these can: %2"_s.arg(
            format.name, exportFormatNames(ExportFormat::Import))};
    if (invocation.hasPlainCsv && !format.has(ExportFormat::Cells))
        return Failure{u"--csv-plain belongs to --format csv or tsv"_s};
    if (invocation.csvFields && !format.has(ExportFormat::Cells))
        return Failure{u"--fields belongs to --format csv or tsv"_s};
    if (!invocation.columns.isEmpty() && !format.has(ExportFormat::Columns))
        return Failure{u"--columns belongs to --format csv, tsv, jsonl, json or sqlite"_s};
    if (!invocation.columns.isEmpty() && invocation.csvFields == CsvFields::Json)
        return Failure{u"--fields json has its own columns: leave it out, or --columns"_s};
    if (!isImport && format.has(ExportFormat::OwnTimes) && (invocation.timeFormat || invocation.zone))
        return Failure{
            u"--time-format and --tz do not belong to --format %1, whose times are its own"_s.arg(format.name)};
    return {};
}

Result<void> checkTargets(const Invocation &invocation)
{
    if (invocation.command == Command::Record && invocation.to.isEmpty())
        return Failure{
            u"“livebelt record” needs a file or a folder to record to: --to FILE.livebelt or --to FOLDER/"_s};
    if (invocation.command == Command::Salvage && invocation.to.isEmpty())
        return Failure{u"“livebelt salvage” needs a file to write to: --to NEW.livebelt"_s};
    if (invocation.command == Command::Import && invocation.to.isEmpty())
        return Failure{u"“livebelt import” needs a capture to write to: --to NEW.livebelt"_s};
    if ((invocation.rotateAfter || invocation.rotateSize) && (invocation.to.isEmpty() || invocation.to == "-"_L1))
        return Failure{u"--rotate and --rotate-size need files to go on in: --to FILE"_s};
    const bool toPipe = invocation.command == Command::Watch && (invocation.to.isEmpty() || invocation.to == "-"_L1);
    if (toPipe && invocation.compression.value_or(Compression::None) != Compression::None)
        return Failure{u"--compress needs a file: --to FILE"_s};
    const bool keeps = invocation.keepAge || invocation.keepBytes;
    const bool records = invocation.command == Command::Record || invocation.command == Command::Serve;
    if (keeps && records && !CaptureFolder::isMeantBy(invocation.to))
        return Failure{u"--keep and --keep-size belong to a folder: --to FOLDER/"_s};
    return {};
}

} // namespace

Result<void> checkInvocation(Invocation &invocation, const CommandDescription &command)
{
    if (invocation.inputs.size() < command.fewest)
        return Failure{u"“livebelt %1” needs %2"_s.arg(command.word, command.wants)};
    if (invocation.inputs.size() > command.most)
        return Failure{
            u"“livebelt %1” does not know what to do with “%2”"_s.arg(command.word, invocation.inputs[command.most])};
    if (const auto checked = checkTargets(invocation); !checked)
        return checked;
    const bool hasFormat =
        command.command == Command::Watch || command.command == Command::Export || command.command == Command::Import;
    if (!hasFormat)
        return {};
    if (const auto checked = checkFormat(invocation); !checked)
        return checked;
    if (command.command == Command::Watch && invocation.csvFields == CsvFields::Columns && invocation.columns.isEmpty())
        return Failure{u"What fields will come is not known yet: name those to show with --columns"_s};
    invocation.format = formatOf(invocation)->name;
    if (!invocation.compression)
        invocation.compression = fileFormat(invocation.to).compression;
    return {};
}

} // namespace livebelt
