// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.formats;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.feeds.BillReject;
import portolan.feeds.BillSink;
import portolan.feeds.Complete;
import portolan.feeds.Finding;
import portolan.feeds.MessageReject;
import portolan.feeds.Profile;
import portolan.feeds.Profiles;
import portolan.feeds.Receipt;
import portolan.feeds.ReceivedMessage;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.lines.ConsignmentKeys;

/**
 * Drafts the profile of a counterparty from one of its messages. It sets what the message shows; what only a person
 * knows stands in it as a remark, to be answered.
 */
public final class ProfileDraft {
    private static final String NAME = "draft";

    /** Sets of characters that are tried where the declared one does not fit. */
    private static final List<String> CHARSETS = List.of("UTF-8", "windows-1252", "ISO-8859-1");

    /** Ways of writing a day that are tried where the format's own do not fit. */
    private static final List<String> DATES = List.of(
            "yyyy-MM-dd", "d/M/yyyy", "M/d/yyyy", "d/M/yy", "M/d/yy", "d.M.yyyy", "d.M.yy", "d-M-yyyy", "yyyy/MM/dd");

    private static final Pattern EITHER_WAY =
            Pattern.compile("(?<![0-9/])(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/[0-9]{2,4}(?![0-9/])");
    private static final Pattern UNKNOWN =
            Pattern.compile("(?:value|unit|code|mode|M13-03|B2A-01|BGM 1225)='([^']{1,40})'");
    private static final Pattern UNREAD =
            Pattern.compile("(BAD_[A-Z]+) ([^ ]+): (.*): first=.*, times=([0-9]+)", Pattern.DOTALL);
    private static final Pattern ROLE = Pattern.compile("N1-([A-Z0-9]{2,3})");
    private static final Pattern NAD = Pattern.compile("NAD\\+([A-Z0-9]{1,3})\\+.*", Pattern.DOTALL);
    private static final Pattern AIRPORT = Pattern.compile("[A-Z]{3}");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

    private final byte[] sample;
    private final List<Filing> filings = new ArrayList<>();
    private final List<RawMessageRef> events = new ArrayList<>();
    private final List<BillReject> rejects = new ArrayList<>();

    /** Fields that were left out: reason, field, message, how often. */
    private final List<MatchResult> unread = new ArrayList<>();

    private ProfileDraft(byte[] sample) {
        this.sample = sample;
    }

    /**
     * The text of a profile.
     *
     * @throws IllegalArgumentException if no profile makes the message readable; with the reason
     */
    public static String of(byte[] sample) {
        return new ProfileDraft(sample).draft();
    }

    private String draft() {
        Charset charset = null;
        Receipt receipt = read("");
        MessageReject refused = receipt.reject();
        for (int at = 0; isCharset(refused) && at < CHARSETS.size(); at++) {
            charset = Charset.forName(CHARSETS.get(at));
            receipt = read("charset: " + charset + "\n");
            refused = receipt.reject();
        }
        if (refused != null) {
            throw new IllegalArgumentException(
                    "the sample is not read: reason=" + refused.reason() + ", " + refused.message());
        }
        String set = charset == null ? "" : "charset: " + charset + "\n";
        List<String> patterns = dates(set);
        if (!patterns.isEmpty()) {
            set += "dates: [" + patterns.get(0) + "]\n";
            receipt = read(set);
        }
        return text(receipt, charset, patterns);
    }

    private static boolean isCharset(@Nullable MessageReject refused) {
        return refused != null && refused.reason() == MessageReject.Reason.BAD_CHARSET;
    }

    /** The patterns by which most days can be read that the format's own do not read; none where there is no such. */
    private List<String> dates(String set) {
        long fewest = count(BillReject.Reason.BAD_DATE);
        List<String> best = new ArrayList<>();
        for (String pattern : fewest == 0 ? List.<String>of() : DATES) {
            read(set + "dates: [" + pattern + "]\n");
            long left = count(BillReject.Reason.BAD_DATE);
            if (left < fewest) {
                fewest = left;
                best.clear();
                best.add(pattern);
            } else if (left == fewest && !best.isEmpty()) {
                best.add(pattern);
            }
        }
        read(set);
        return best;
    }

    private long count(BillReject.Reason reason) {
        return rejects.stream().filter(reject -> reject.reason() == reason).count()
                + unread.stream()
                        .filter(field -> field.group(1).equals(reason.name()))
                        .mapToLong(field -> Long.parseLong(field.group(4)))
                        .sum();
    }

    private Receipt read(String profile) {
        filings.clear();
        events.clear();
        rejects.clear();
        unread.clear();
        Profiles profiles = Profiles.of(List.of(Profile.parse(profile.isEmpty() ? "zone: UTC\n" : profile, NAME)));
        ReceivedMessage message =
                ReceivedMessage.of(sample, "sample", 0, 0, Instant.EPOCH).from(null, null, NAME);
        Receipt receipt = Formats.reader(profiles, new ConsignmentKeys()).read(message, new BillSink() {
            @Override
            public void filed(Filing filing) {
                filings.add(filing);
            }

            @Override
            public void moved(ContainerMoved event) {
                events.add(event.getRawMessageRef());
            }

            @Override
            public void reported(ConveyanceReported report) {
                events.add(report.getRawMessageRef());
            }

            @Override
            public void rejected(BillReject reject) {
                rejects.add(reject);
            }
        });
        for (Finding finding : receipt.findings()) {
            Matcher field = UNREAD.matcher(finding.message());
            if (field.matches()) {
                unread.add(field.toMatchResult());
            }
        }
        return receipt;
    }

    private String text(Receipt receipt, @Nullable Charset charset, List<String> patterns) {
        List<String> lines = new ArrayList<>();
        lines.add("# Drafted from one message. Format: " + receipt.format() + ", bills or events: " + receipt.filed()
                + " read, " + receipt.rejected() + " rejected. Answer what is asked, then remove the remarks.");
        // When the sample was received nobody knows: the order of its days is asked, not guessed.
        receipt.findings().stream()
                .filter(finding -> !finding.code().equals(Finding.DATE_ORDER))
                .forEach(finding -> lines.add("# Odd: " + plain(finding.message())));
        sender(lines);
        if (charset == null) {
            lines.add("# The bytes fit the set of characters that the message declares, or UTF-8.");
            lines.add("# If names look wrong, name the right one: charset: windows-1250");
        } else {
            lines.add("# The bytes do not fit the declared set of characters. Are names right in this one?");
            lines.add("charset: " + charset);
        }
        lines.add("# Which zone are times in that state none? For example Europe/Tirane.");
        lines.add("zone: UTC");
        dates(lines, patterns);
        levels(lines);
        codes(lines);
        return String.join("\n", lines) + "\n";
    }

    private void sender(List<String> lines) {
        Set<String> senders = new TreeSet<>();
        filings.forEach(filing -> senders.add(filing.getFilerId()));
        senders.remove("UNKNOWN");
        if (senders.size() == 1) {
            lines.add("# Its name as the message says. A gateway that knows another name: write that.");
            lines.add("sender: " + quoted(senders.iterator().next()));
        } else {
            lines.add("# Who sends it? The message says " + (senders.isEmpty() ? "nothing" : plain(senders.toString()))
                    + ". Write one: sender: NAME");
        }
    }

    private void dates(List<String> lines, List<String> patterns) {
        if (!patterns.isEmpty()) {
            if (patterns.size() > 1) {
                lines.add("# The days also fit " + String.join(", ", patterns.subList(1, patterns.size()))
                        + ". Which is right?");
            }
            lines.add("dates: [" + patterns.get(0) + "]");
            return;
        }
        Matcher either = EITHER_WAY.matcher(new String(sample, StandardCharsets.ISO_8859_1));
        if (either.find()) {
            lines.add("# Is " + either.group()
                    + " day/month? Then: dates: [d/M/yy, d/M/yyyy]. Is it month/day? Then: dates: [M/d/yy, M/d/yyyy]");
        }
    }

    /** Qualifiers and types of bills, and which level each was taken for. */
    private void levels(List<String> lines) {
        Map<String, Set<String>> levels = new TreeMap<>();
        for (Filing filing : filings) {
            String type = filing.getTransportDocument().getType();
            if (type != null) {
                levels.computeIfAbsent(type, any -> new TreeSet<>())
                        .add(filing.getBillLevel().name());
            }
        }
        levels.forEach((type, as) -> lines.add("# A bill of type " + plain(type) + " was taken for " + as + "."));
        List<String> others = levels.entrySet().stream()
                .filter(level -> !level.getValue().equals(Set.of(BillLevel.HOUSE.name())))
                .map(Map.Entry::getKey)
                .toList();
        if (!others.isEmpty()) {
            lines.add("# Is one of these a house bill, and was not taken so? Name it: house: [" + quoted(others.get(0))
                    + "]");
        }
        if (filings.stream().anyMatch(filing -> Complete.isOf(filing.getSourceRegime()))) {
            lines.add("# Does each manifest name all bills of its voyage? Then what it leaves out is withdrawn:"
                    + " complete: voyage (or call)");
        }
    }

    /** Codes that neither the format nor this profile knows, by field. */
    private void codes(List<String> lines) {
        Map<String, Set<String>> unknown = new TreeMap<>();
        for (BillReject reject : rejects) {
            Matcher code = UNKNOWN.matcher(reject.message());
            if (reject.reason() == BillReject.Reason.BAD_CODE && code.find()) {
                add(unknown, reject.field(), code.group(1));
            } else {
                lines.add("# Bill " + reject.ordinal() + " was rejected: " + plain(reject.message()));
            }
        }
        for (MatchResult field : unread) {
            Matcher code = UNKNOWN.matcher(field.group(3));
            if (field.group(1).equals(BillReject.Reason.BAD_CODE.name()) && code.find()) {
                add(unknown, field.group(2), code.group(1));
            }
        }
        for (Filing filing : filings) {
            filing.getAttributes().forEach((name, value) -> {
                Matcher x12 = ROLE.matcher(name);
                Matcher edifact = NAD.matcher(value);
                if (x12.matches()) {
                    add(unknown, "parties[*].role", x12.group(1));
                } else if (name.startsWith("NAD") && edifact.matches()) {
                    add(unknown, "parties[*].role", edifact.group(1));
                }
            });
            for (Leg leg : filing.getRouting()) {
                String name = leg.getName();
                if (leg.getLocode() == null
                        && name != null
                        && AIRPORT.matcher(name).matches()) {
                    add(unknown, "routing[" + leg.getFunction() + "].locode", name);
                }
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        lines.add(
                "# What do these codes mean? Fill in what you know, and take the signs # away from it and from 'codes'.");
        lines.add("# codes:");
        unknown.forEach((field, found) -> {
            List<String> entries = new ArrayList<>();
            found.forEach(code -> entries.add(quoted(code) + ": MEANING"));
            lines.add("#   " + field + ": {" + String.join(", ", entries) + "}");
        });
    }

    private static void add(Map<String, Set<String>> unknown, String field, String code) {
        unknown.computeIfAbsent(field, any -> new TreeSet<>()).add(plain(code));
    }

    /** A text of the message in YAML: it must not become more than a text. */
    private static String quoted(String text) {
        String plain = plain(text);
        return PLAIN.matcher(plain).matches()
                ? plain
                : '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Of one line. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
