// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/AisReader.h"
#include "sources/parse/readings/NmeaReadings.h"

#include <QTest>

using namespace livebelt;

namespace {

QByteArray shown(const std::vector<NmeaReading> &readings)
{
    QByteArrayList list;
    for (const NmeaReading &reading : readings) {
        const bool isText = reading.type == NmeaReading::Type::Text;
        list.append((reading.isMain ? "*" : "") + reading.name + '=' +
                    (isText ? '"' + reading.text + '"' : reading.text) + reading.unit);
    }
    return list.isEmpty() ? "nothing" : list.join(' ');
}

/// Of sentences one behind the other: what the last one gives.
QByteArray read(const QByteArrayList &sentences)
{
    AisReader ships;
    std::vector<NmeaReading> readings;
    NmeaSentence sentence;
    for (const QByteArray &text : sentences) {
        if (!sentence.read(text))
            return "no sentence: " + text;
        readings = nmeaReadings(sentence);
        if (readings.empty())
            readings = ships.take(sentence);
    }
    return shown(readings);
}

} // namespace

class tst_NmeaReadings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsASentence_data()
    {
        QTest::addColumn<QByteArray>("sentence");
        QTest::addColumn<QByteArray>("readings");
        const auto row = [](const char *sentence, const char *readings) {
            QTest::newRow(sentence) << QByteArray(sentence) << QByteArray(readings);
        };
        row("$GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,*76",
            "lat=53.3613367deg lon=-6.50562deg quality=1 satellites=8 hdop=1.03 *altitude=61.7m geoid=55.2m");
        row("$GPRMC,092750.000,A,5321.6802,N,00630.3372,W,0.02,31.66,280511,003.1,W,A",
            "status=\"A\" lat=53.3613367deg lon=-6.50562deg *speed=0.02[kn_i] course=31.66deg variation=-3.1deg");
        row("$GPVTG,054.7,T,034.4,M,005.5,N,010.2,K",
            "course=54.7deg course_magnetic=34.4deg *speed=5.5[kn_i] speed_kmh=10.2km/h");
        row("$HCHDG,101.1,1.0,E,7.1,W", "*heading=101.1deg deviation=1.0deg variation=-7.1deg");
        row("$SDDPT,2.4,-0.5", "*depth=2.4m offset=-0.5m");
        row("$WIMWV,214.8,R,0.1,K,A", "angle=214.8deg reference=\"R\" *wind_speed=0.1km/h status=\"A\"");
        row("$WIMWD,270.0,T,268.5,M,12.4,N,6.4,M",
            "wind_direction=270.0deg wind_direction_magnetic=268.5deg wind_speed_kn=12.4[kn_i] *wind_speed=6.4m/s");
        row("$VWVHW,45.0,T,43.5,M,6.8,N,12.6,K",
            "heading=45.0deg heading_magnetic=43.5deg *water_speed=6.8[kn_i] water_speed_kmh=12.6km/h");
        row("$IIRPM,E,1,2418.2,10.5,A", "source=\"E\" number=\"1\" *rpm=2418.2{rpm} pitch=10.5% status=\"A\"");
        row("$IIROT,-3.6,A", "*turn=-3.6deg/min status=\"A\"");
        row("$GPGSA,A,3,,,,,,16,18,,22,24,,,3.6,2.1,2.2", "mode=\"A\" fix=3 pdop=3.6 hdop=2.1 vdop=2.2");
        row("$WIMDA,29.9870,I,1.0154,B,21.3,C,18.0,C,55.2,,12.1,C,270.0,T,268.5,M,12.4,N,6.4,M",
            "*pressure=1.0154bar air_temperature=21.3Cel water_temperature=18.0Cel humidity=55.2% dew_point=12.1Cel "
            "wind_direction=270.0deg wind_direction_magnetic=268.5deg wind_speed_kn=12.4[kn_i] wind_speed=6.4m/s");
        row("$IIXDR,C,19.52,C,TempAir", "*TempAir=19.52Cel");
        row("$IIXDR,P,1.02481,B,Barometer,C,19.52,C,TempAir,H,55.1,P,Hygro,A,-3.1,D,PTCH",
            "Barometer=1.02481bar TempAir=19.52Cel Hygro=55.1% PTCH=-3.1deg");
        row("$WIXDR,P,101325,P,,U,12.7,V,BATT,G,5,,X", "transducer1=101325Pa BATT=12.7V X=5");
        row("$GPGGA,,,,,,0,,,,,,,,", "quality=0");
        row("$GPTXT,01,01,02,ANTSTATUS=OK", "nothing");
        row("$PGRME,15.0,M,45.0,M,25.0,M*1C", "nothing");
    }
    void readsASentence()
    {
        QFETCH(QByteArray, sentence);
        QFETCH(QByteArray, readings);
        QCOMPARE(read({sentence}), readings);
    }

    void readsShips_data()
    {
        QTest::addColumn<QByteArrayList>("sentences");
        QTest::addColumn<QByteArray>("readings");
        // the examples of gpsd's description of AIS, with what it says of them
        QTest::newRow("position") << QByteArrayList{"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C"}
                                  << QByteArray("type=1 mmsi=\"477553000\" status=5 turn=0.0deg/min speed=0.0[kn_i] "
                                                "lat=47.582833deg lon=-122.345833deg course=51.0deg heading=181deg "
                                                "second=15s");
        QTest::newRow("voyage")
            << QByteArrayList{"!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C",
                              "!AIVDM,2,2,1,A,88888888880,2*25"}
            << QByteArray("type=5 mmsi=\"351759000\" imo=9134270 callsign=\"3FOF8\" name=\"EVER DIADEM\" "
                          "shiptype=70 to_bow=225m to_stern=70m to_port=1m to_starboard=31m "
                          "eta=\"05-15 14:00Z\" draught=12.2m destination=\"NEW YORK\" fragment=2 fragments=2");
        QTest::newRow("class B") << QByteArrayList{"!AIVDM,1,1,,A,B6CdCm0t3`tba35f@V9faHi7kP06,0*58"}
                                 << QByteArray("type=18 mmsi=\"423302100\" speed=1.4[kn_i] lat=40.005283deg "
                                               "lon=53.010997deg course=177.0deg heading=177deg second=34s");
        QTest::newRow("who, part A") << QByteArrayList{"!AIVDM,1,1,,A,H42O55i18tMET00000000000000,2*6D"}
                                     << QByteArray("type=24 mmsi=\"271041815\" name=\"PROGUY\"");
        QTest::newRow("who, part B") << QByteArrayList{"!AIVDM,1,1,,A,H42O55lt0000000D3nink000?0500,0*70"}
                                     << QByteArray(
                                            "type=24 mmsi=\"271041815\" shiptype=60 callsign=\"TC6163\" to_stern=15m "
                                            "to_starboard=5m");
        QTest::newRow("first of two")
            << QByteArrayList{"!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C"}
            << QByteArray("fragment=1 fragments=2");
        QTest::newRow("second of two alone")
            << QByteArrayList{"!AIVDM,2,2,1,A,88888888880,2*25"} << QByteArray("fragment=2 fragments=2");
        QTest::newRow("parts of another channel")
            << QByteArrayList{"!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C",
                              "!AIVDM,2,2,1,B,88888888880,2"}
            << QByteArray("fragment=2 fragments=2");
        QTest::newRow("no letters of six bits") << QByteArrayList{"!AIVDM,1,1,,A,Xx~,0"} << QByteArray("nothing");
        QTest::newRow("nothing in it") << QByteArrayList{"!AIVDM,1,1,,A,,0"} << QByteArray("nothing");
    }
    void readsShips()
    {
        QFETCH(QByteArrayList, sentences);
        QFETCH(QByteArray, readings);
        QCOMPARE(read(sentences), readings);
    }

    void partsOfManyShipsMix()
    {
        const QByteArray first("55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8");
        QByteArrayList sentences;
        for (int ship = 0; ship < 10; ++ship)
            sentences.append("!AIVDM,2,1," + QByteArray::number(ship) + ",A," + first + ",0");
        for (int ship = 0; ship < 10; ++ship) {
            QByteArrayList some = sentences;
            some.append("!AIVDM,2,2," + QByteArray::number(ship) + ",A,88888888880,2");
            QVERIFY(read(some).contains("NEW YORK"));
        }
    }

    void whatAShipDoesNotKnowIsLeftOut()
    {
        // all bits but those of the type are set
        QCOMPARE(shown(aisReadings('1' + QByteArray(27, 'w'), 0)),
                 "type=1 mmsi=\"1073741823\" turn=0.0deg/min lat=-0.000002deg lon=-0.000002deg");
    }
};

QTEST_GUILESS_MAIN(tst_NmeaReadings)
#include "tst_NmeaReadings.moc"
