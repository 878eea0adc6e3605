// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/Formats.h"

#include "sources/parse/AutoFormat.h"
#include "sources/parse/CsvFormat.h"
#include "sources/parse/DecodedFormat.h"
#include "sources/parse/InfluxFormat.h"
#include "sources/parse/JsonFormat.h"
#include "sources/parse/LogLines.h"
#include "sources/parse/LogfmtFormat.h"
#include "sources/parse/NmeaFormat.h"
#include "sources/parse/PlainFormats.h"
#include "sources/parse/RegexFormat.h"
#include "sources/parse/SyslogFormat.h"
#include "sources/parse/UnpackedFormat.h"
#include "sources/parse/payloads/CborPayload.h"
#include "sources/parse/payloads/MessagePackPayload.h"
#include "sources/parse/payloads/SparkplugPayload.h"
#include "sources/parse/readings/PrometheusFormat.h"
#include "sources/parse/readings/SensorFormat.h"

namespace livebelt {

namespace {

std::unique_ptr<ItemFormat> plainFormat(const ParserOptions &options)
{
    if (options.format == u"auto")
        return std::make_unique<AutoFormat>(options);
    if (options.format == u"json")
        return std::make_unique<JsonFormat>(options);
    if (options.format == u"csv")
        return std::make_unique<CsvFormat>(options);
    if (options.format == u"logfmt")
        return std::make_unique<LogfmtFormat>(options);
    if (options.format == u"influx")
        return std::make_unique<InfluxFormat>(options);
    if (options.format == u"syslog")
        return std::make_unique<SyslogFormat>(options);
    if (options.format == u"nmea")
        return std::make_unique<NmeaFormat>(options.kind);
    if (options.format == u"regex")
        return std::make_unique<RegexFormat>(options);
    if (options.format == u"readings")
        return std::make_unique<SensorFormat>(options);
    if (options.format == u"cbor")
        return std::make_unique<DecodedFormat>(options, &cborToJson);
    if (options.format == u"msgpack")
        return std::make_unique<DecodedFormat>(options, &messagePackToJson);
    if (options.format == u"prometheus")
        return std::make_unique<PrometheusFormat>(options);
    if (options.format == u"sparkplug") {
        const auto reader = std::make_shared<SparkplugReader>();
        return std::make_unique<DecodedFormat>(
            options, [reader](QByteArrayView payload) { return reader->toJson({}, payload); });
    }
    if (options.format == u"log")
        return std::make_unique<LogLines>(options);
    if (options.format == u"raw")
        return std::make_unique<RawFormat>(options.kind);
    return std::make_unique<TextFormat>(options.kind);
}

} // namespace

std::unique_ptr<ItemFormat> makeFormat(const ParserOptions &options)
{
    if (options.packing == Packing::None)
        return plainFormat(options);
    return std::make_unique<UnpackedFormat>(options, plainFormat(options));
}

} // namespace livebelt
