// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import portolan.feeds.BillReject;
import portolan.feeds.BillSink;
import portolan.feeds.FeedReader;
import portolan.feeds.Profiles;
import portolan.feeds.Receipt;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;

/**
 * Time that a manifest of 15,000 bills and some 30 MB takes to be read as filings in Avro. Answers: is it at most ten
 * seconds on a core, in 128 MB beyond the message?
 *
 * <pre>deploy/portolan bench micro MessageBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms160m", "-Xmx160m"})
@Warmup(iterations = 3)
@Measurement(iterations = 3)
public class MessageBenchmark {
    private static final int BILLS = 15_000;
    private static final String GOODS =
            "LED LAMPS FOR CEILINGS, BOXED IN CARTONS OF TWELVE, WITH SPARE DRIVERS AND MOUNTING KITS ".repeat(4);

    @Param({"AWMDS", "CUSCAR", "X12"})
    private String format = "";

    private ReceivedMessage message =
            ReceivedMessage.of(new byte[0], "messages.received", 0, 1, Instant.parse("2026-03-01T08:00:00Z"));
    private final AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();

    @Setup
    public void write() {
        StringBuilder text = new StringBuilder(32 << 20);
        switch (format) {
            case "AWMDS" -> awmds(text);
            case "CUSCAR" -> cuscar(text);
            default -> x12(text);
        }
        byte[] bytes = text.toString().getBytes(ISO_8859_1);
        message = ReceivedMessage.of(bytes, "messages.received", 0, 1, Instant.parse("2026-03-01T08:00:00Z"))
                .from("default", "QCAR", null);
        Receipt receipt = read();
        if (receipt.filed() != BILLS) {
            throw new IllegalStateException("not all is read: " + receipt);
        }
    }

    private static String number(String text, int bill) {
        return text.replace("#", String.format(Locale.ROOT, "%07d", bill));
    }

    private static void awmds(StringBuilder text) {
        text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Awmds><General_segment><General_segment_id>"
                + "<Customs_office_code>ALDRZ</Customs_office_code><Voyage_number>114W</Voyage_number>"
                + "</General_segment_id><Totals_segment><Total_number_of_bols>15000</Total_number_of_bols>"
                + "</Totals_segment><Transport_information><Carrier><Carrier_code>QCAR</Carrier_code></Carrier>"
                + "<Mode_of_transport_code>1</Mode_of_transport_code></Transport_information></General_segment>\n");
        String address = "<X_address>HARBOUR ROAD 5\nGATE 2\n315000 NINGBO CN</X_address>";
        String bill = "<Bol_segment>\n  <Bol_id>\n    <Bol_reference>QCARB#</Bol_reference>\n    <Bol_nature>23"
                + "</Bol_nature>\n    <Bol_type_code>BOL</Bol_type_code>\n  </Bol_id>\n  <Load_unload_place>\n"
                + "    <Port_of_origin_code>CNNGB</Port_of_origin_code>\n    <Place_of_loading_code>CNNGB"
                + "</Place_of_loading_code>\n    <Place_of_unloading_code>ALDRZ</Place_of_unloading_code>\n"
                + "  </Load_unload_place>\n  <Traders_segment>\n    <Exporter><Exporter_name>NORTHERN LAMP WORKS #"
                + "</Exporter_name>" + address.replace("X_", "Exporter_") + "</Exporter>\n    <Notify><Notify_name>"
                + "SOUTHERN ILLUMINATION AND HOUSEHOLD GOODS SHPK</Notify_name>" + address.replace("X_", "Notify_")
                + "</Notify>\n    <Consignee><Consignee_code>J00000001A</Consignee_code><Consignee_name>SOUTHERN"
                + " ILLUMINATION AND HOUSEHOLD GOODS SHPK</Consignee_name>" + address.replace("X_", "Consignee_")
                + "</Consignee>\n  </Traders_segment>\n  <ctn_segment>\n    <Ctn_reference>QHTU1234560</Ctn_reference>\n"
                + "    <Number_of_packages>80</Number_of_packages>\n    <Type_of_container>42G1</Type_of_container>\n"
                + "    <Empty_Full>1/1</Empty_Full>\n    <Marks1>SL#</Marks1>\n  </ctn_segment>\n  <Goods_segment>\n"
                + "    <Number_of_packages>80</Number_of_packages>\n    <Package_type_code>CT</Package_type_code>\n"
                + "    <Gross_mass>1600</Gross_mass>\n    <Shipping_marks>SPL 1-80</Shipping_marks>\n"
                + "    <Goods_description>" + GOODS + "</Goods_description>\n  </Goods_segment>\n</Bol_segment>\n";
        for (int i = 0; i < BILLS; i++) {
            text.append(number(bill, i));
        }
        text.append("</Awmds>");
    }

    private static void cuscar(StringBuilder text) {
        text.append("UNB+UNOC:3+QCAR:ZZZ+ALCUSTOMS:ZZZ+260301:0915+77'\nUNH+1+CUSCAR:D:95B:UN'\nBGM+85+MAN-114W+9'\n"
                + "DTM+137:202603010830:203'\nNAD+CA+QCAR:172:20'\nTDT+20+114W+1++QCAR:172:20+++9074729:146:11:QUIET"
                + " HARBOUR:LR'\nLOC+60+ALDRZ:139:6'\nGIS+23:63:95'\n");
        String bill = "CNI+@'\nRFF+BM:QCARB#'\nDTM+182:20260210:102'\nCNT+7:2400:KGM'\nCNT+11:120'\nCPI+4++P'\n"
                + "LOC+9+CNNGB:139:6:NINGBO'\nLOC+11+ALDRZ:139:6:DURRES'\nLOC+7+ALTIA:139:6:TIRANA'\n"
                + "NAD+CZ+330199:160:ZZZ++NORTHERN LAMP WORKS #+HARBOUR ROAD 5:GATE 2+NINGBO++315000+CN'\n"
                + "COM+?+86 574 0000 0000:TE'\nNAD+CN+++SOUTHERN ILLUMINATION AND HOUSEHOLD GOODS SHPK+RRUGA E DETIT"
                + " 4+DURRES++2001+AL'\nNAD+N1+++SOUTHERN ILLUMINATION AND HOUSEHOLD GOODS SHPK+RRUGA E DETIT"
                + " 4+DURRES++2001+AL'\nRFF+VA:J00000001A'\n";
        String item = "GID+%+80:CT'\nFTX+AAA+++" + GOODS + "'\nPCI+28+SPL 1-80:MADE IN CHINA'\nMEA+AAE+AAB+KGM:1600'\n"
                + "MEA+AAE+AAW+MTQ:12.5'\nCST+1+9405110000:122:95'\nLOC+27+CN'\nMOA+40:24000:USD'\n";
        for (int i = 0; i < BILLS; i++) {
            text.append(number(bill.replace("@", Integer.toString(i + 1)), i));
            for (int j = 1; j <= 3; j++) {
                text.append(item.replace("%", Integer.toString(j)));
            }
        }
        text.append("UNT+1+1'\nUNZ+1+77'\n");
    }

    private static void x12(StringBuilder text) {
        text.append(
                "ISA*00*          *00*          *ZZ*QCAR           *ZZ*CUSTOMS        *260301*0915*U*00401*000000042"
                        + "*0*P*>~\nGS*SO*QCAR*CUSTOMS*20260301*0915*42*X*004010~\nST*309*0042~\n"
                        + "M10*QCAR*O*LR*9074729*QUIET HARBOUR*114W~\nP4*1803*260312*2*M029~\n");
        String bill = "LX*@~\nM11*QCARB#*57035*120*CTN*2400*K*18*X*00*NINGBO**QCAR~\nN9*BN*BK-77~\nN1*SH*NORTHERN LAMP"
                + " WORKS #*25*330199~\nN3*HARBOUR ROAD 5~\nN4*NINGBO**315000*CN~\nN1*CN*TO ORDER OF EASTERN TRUST BANK~\n"
                + "N1*N1*SOUTHPORT LIGHTING LLC~\nN3*PIER AVENUE 12*SUITE 3~\nN4*JACKSONVILLE*FL*32202*US~\n"
                + "PER*IC*A PERSON*TE*+1 904 555 0100*EM*desk@southport.example~\n";
        String item = "VID*4B*QHTU*1234564*SL0001*SL0002****42G1*L*PP~\nN10*80*LED LAMPS FOR CEILINGS, 80 CARTONS OF"
                + " TWELVE*SPL 1-80*J*940511*0*K*1600~\nN10**AND SPARE DRIVERS~\n";
        for (int i = 0; i < BILLS; i++) {
            text.append(number(bill.replace("@", Integer.toString(i + 1)), i));
            for (int j = 0; j < 10; j++) {
                text.append(item);
            }
        }
        text.append("SE*1*0042~\nGE*1*42~\nIEA*1*000000042~\n");
    }

    /** Twice over the bytes, and each filing in Avro. */
    @Benchmark
    public Receipt read() {
        FeedReader reader = Formats.reader(Profiles.of(List.of()), new ConsignmentKeys());
        return reader.read(message, new BillSink() {
            @Override
            public void filed(Filing filing) {
                if (wire.encode(filing).length == 0) {
                    throw new IllegalStateException("nothing was written");
                }
            }

            @Override
            public void rejected(BillReject reject) {
                throw new IllegalStateException(reject.toString());
            }
        });
    }
}
