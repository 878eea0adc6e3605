// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/NmeaReadings.h"

#include "model/records/Fields.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

using Type = NmeaReading::Type;

/// One field of a sentence. A position is the field and the three behind it; a signed number has E or W behind it.
struct Place
{
    enum class Form : quint8 { Number, Main, Text, Position, Signed };
    QByteArrayView sentence;
    size_t field;
    QByteArrayView name, unit;
    Form form = Form::Number;
};

using Form = Place::Form;
constexpr QByteArrayView knots("[kn_i]"), miles("[nmi_i]"), rpm("{rpm}");

constexpr std::array places{
    Place{"GGA", 2, "", "deg", Form::Position},
    Place{"GGA", 6, "quality", ""},
    Place{"GGA", 7, "satellites", ""},
    Place{"GGA", 8, "hdop", ""},
    Place{"GGA", 9, "altitude", "m", Form::Main},
    Place{"GGA", 11, "geoid", "m"},
    Place{"GGA", 13, "dgps_age", "s"},
    Place{"GGA", 14, "dgps_station", "", Form::Text},
    Place{"GNS", 2, "", "deg", Form::Position},
    Place{"GNS", 6, "mode", "", Form::Text},
    Place{"GNS", 7, "satellites", ""},
    Place{"GNS", 8, "hdop", ""},
    Place{"GNS", 9, "altitude", "m", Form::Main},
    Place{"GNS", 10, "geoid", "m"},
    Place{"GLL", 1, "", "deg", Form::Position},
    Place{"GLL", 6, "status", "", Form::Text},
    Place{"RMC", 2, "status", "", Form::Text},
    Place{"RMC", 3, "", "deg", Form::Position},
    Place{"RMC", 7, "speed", knots, Form::Main},
    Place{"RMC", 8, "course", "deg"},
    Place{"RMC", 10, "variation", "deg", Form::Signed},
    Place{"VTG", 1, "course", "deg"},
    Place{"VTG", 3, "course_magnetic", "deg"},
    Place{"VTG", 5, "speed", knots, Form::Main},
    Place{"VTG", 7, "speed_kmh", "km/h"},
    Place{"HDT", 1, "heading", "deg", Form::Main},
    Place{"HDM", 1, "heading", "deg", Form::Main},
    Place{"HDG", 1, "heading", "deg", Form::Main},
    Place{"HDG", 2, "deviation", "deg", Form::Signed},
    Place{"HDG", 4, "variation", "deg", Form::Signed},
    Place{"ROT", 1, "turn", "deg/min", Form::Main},
    Place{"ROT", 2, "status", "", Form::Text},
    Place{"RSA", 1, "rudder", "deg", Form::Main},
    Place{"RSA", 2, "status", "", Form::Text},
    Place{"RSA", 3, "rudder_port", "deg"},
    Place{"DBT", 3, "depth", "m", Form::Main},
    Place{"DPT", 1, "depth", "m", Form::Main},
    Place{"DPT", 2, "offset", "m"},
    Place{"MTW", 1, "water_temperature", "Cel", Form::Main},
    Place{"MWD", 1, "wind_direction", "deg"},
    Place{"MWD", 3, "wind_direction_magnetic", "deg"},
    Place{"MWD", 5, "wind_speed_kn", knots},
    Place{"MWD", 7, "wind_speed", "m/s", Form::Main},
    Place{"VWR", 1, "wind_angle", "deg"},
    Place{"VWR", 2, "side", "", Form::Text},
    Place{"VWR", 3, "wind_speed_kn", knots},
    Place{"VWR", 5, "wind_speed", "m/s", Form::Main},
    Place{"VHW", 1, "heading", "deg"},
    Place{"VHW", 3, "heading_magnetic", "deg"},
    Place{"VHW", 5, "water_speed", knots, Form::Main},
    Place{"VHW", 7, "water_speed_kmh", "km/h"},
    Place{"VLW", 1, "distance", miles, Form::Main},
    Place{"VLW", 3, "distance_trip", miles},
    Place{"RPM", 1, "source", "", Form::Text},
    Place{"RPM", 2, "number", "", Form::Text},
    Place{"RPM", 3, "rpm", rpm, Form::Main},
    Place{"RPM", 4, "pitch", "%"},
    Place{"RPM", 5, "status", "", Form::Text},
    Place{"MDA", 3, "pressure", "bar", Form::Main},
    Place{"MDA", 5, "air_temperature", "Cel"},
    Place{"MDA", 7, "water_temperature", "Cel"},
    Place{"MDA", 9, "humidity", "%"},
    Place{"MDA", 11, "dew_point", "Cel"},
    Place{"MDA", 13, "wind_direction", "deg"},
    Place{"MDA", 15, "wind_direction_magnetic", "deg"},
    Place{"MDA", 17, "wind_speed_kn", knots},
    Place{"MDA", 19, "wind_speed", "m/s"},
    Place{"GSA", 1, "mode", "", Form::Text},
    Place{"GSA", 2, "fix", ""},
    Place{"GSA", 15, "pdop", ""},
    Place{"GSA", 16, "hdop", ""},
    Place{"GSA", 17, "vdop", ""},
    Place{"GSV", 3, "satellites", ""},
};

/// Without zeros before it, which widths of fields ask for and JSON does not have: 054.7 is 54.7.
QByteArray digitsOf(QByteArrayView written)
{
    const bool isNegative = written.startsWith('-');
    if (isNegative || written.startsWith('+'))
        written = written.sliced(1);
    while (written.size() > 1 && written[0] == '0' && written[1] >= '0' && written[1] <= '9')
        written = written.sliced(1);
    const QByteArray plain = written.startsWith('.') ? '0' + written.toByteArray() : written.toByteArray();
    return isNegative ? '-' + plain : plain;
}

void addNumber(std::vector<NmeaReading> &all, QByteArrayView name, const NmeaSentence &sentence, size_t field,
               QByteArrayView unit, bool isMain = false)
{
    if (sentence.number(field))
        all.push_back({name.toByteArray(), digitsOf(sentence.field(field)), unit.toByteArray(), Type::Number, isMain});
}

void addText(std::vector<NmeaReading> &all, QByteArrayView name, QByteArrayView text)
{
    if (!text.isEmpty())
        all.push_back({name.toByteArray(), text.toByteArray(), {}, Type::Text});
}

void addPosition(std::vector<NmeaReading> &all, const NmeaSentence &sentence, size_t field)
{
    const auto latitude = sentence.degrees(field), longitude = sentence.degrees(field + 2);
    if (!latitude || !longitude)
        return;
    all.push_back({"lat", shortestNumber(*latitude), "deg"});
    all.push_back({"lon", shortestNumber(*longitude), "deg"});
}

/// West is negative.
void addSigned(std::vector<NmeaReading> &all, const Place &place, const NmeaSentence &sentence)
{
    if (!sentence.number(place.field))
        return;
    const bool isWest = sentence.field(place.field + 1) == "W";
    const QByteArray written = digitsOf(sentence.field(place.field));
    all.push_back({place.name.toByteArray(), isWest && !written.startsWith('-') ? '-' + written : written,
                   place.unit.toByteArray()});
}

/// Angle, R or T, speed, unit of it, status
void addWind(std::vector<NmeaReading> &all, const NmeaSentence &sentence)
{
    addNumber(all, "angle", sentence, 1, "deg");
    addText(all, "reference", sentence.field(2));
    const QByteArrayView unit = sentence.field(4);
    const QByteArrayView code = unit == "N"   ? knots
                                : unit == "K" ? QByteArrayView("km/h")
                                : unit == "S" ? QByteArrayView("[mi_i]/h")
                                              : QByteArrayView("m/s");
    addNumber(all, "wind_speed", sentence, 3, code, true);
    addText(all, "status", sentence.field(5));
}

/// The unit of a transducer's value, by its type and the letter it gives.
QByteArrayView transducerUnit(QByteArrayView type, QByteArrayView letter)
{
    struct Unit
    {
        QByteArrayView letter, types, code;
    };
    static constexpr std::array<Unit, 17> units{{{"C", "C", "Cel"},
                                                 {"K", "C", "K"},
                                                 {"F", "C", "[degF]"},
                                                 {"D", "A", "deg"},
                                                 {"R", "T", "{rpm}"},
                                                 {"M", "D", "m"},
                                                 {"M", "V", "m3"},
                                                 {"P", "P", "Pa"},
                                                 {"B", "P", "bar"},
                                                 {"P", "HVDLES", "%"},
                                                 {"H", "F", "Hz"},
                                                 {"N", "N", "N"},
                                                 {"V", "U", "V"},
                                                 {"A", "I", "A"},
                                                 {"l", "R", "l/s"},
                                                 {"L", "R", "l/s"},
                                                 {"S", "L", "[ppth]"}}};
    const auto found = std::find_if(units.begin(), units.end(), [&](const Unit &unit) {
        return unit.letter == letter && type.size() == 1 && unit.types.contains(type[0]);
    });
    return found == units.end() ? QByteArrayView() : found->code;
}

/// Type, value, unit, name, again and again
void addTransducers(std::vector<NmeaReading> &all, const NmeaSentence &sentence)
{
    constexpr size_t group = 4, most = 64;
    for (size_t at = 1; at < most * group && !sentence.field(at).isEmpty(); at += group) {
        const QByteArrayView type = sentence.field(at), name = sentence.field(at + 3);
        const QByteArray called =
            name.isEmpty() ? "transducer" + QByteArray::number((at + group - 1) / group) : name.toByteArray();
        const bool isFirst = at == 1 && sentence.field(at + group).isEmpty();
        addNumber(all, called, sentence, at + 1, transducerUnit(type, sentence.field(at + 2)), isFirst);
    }
}

} // namespace

std::vector<NmeaReading> nmeaReadings(const NmeaSentence &sentence)
{
    std::vector<NmeaReading> all;
    const QByteArrayView type = sentence.type();
    for (const Place &place : places) {
        if (place.sentence != type)
            continue;
        switch (place.form) {
        case Form::Number:
        case Form::Main:
            addNumber(all, place.name, sentence, place.field, place.unit, place.form == Form::Main);
            break;
        case Form::Text:
            addText(all, place.name, sentence.field(place.field));
            break;
        case Form::Position:
            addPosition(all, sentence, place.field);
            break;
        case Form::Signed:
            addSigned(all, place, sentence);
            break;
        }
    }
    if (type == "MWV")
        addWind(all, sentence);
    else if (type == "XDR")
        addTransducers(all, sentence);
    return all;
}

} // namespace livebelt
