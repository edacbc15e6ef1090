// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.util.List;
import java.util.Objects;
import portolan.feeds.MessageReject;
import portolan.feeds.Receipt;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.MessageAnswered;
import portolan.schemas.avro.MessageFinding;

/** From what became of a message to the record that says so. */
final class Receipts {
    /** A sender that writes more wrong counts than these is told of the first. */
    private static final int MOST_FINDINGS = 100;

    private static final int MOST_CHARACTERS = 2_000;

    private Receipts() {}

    /** Of a message whose bytes are not at hand. */
    static Receipt refused(String sha256, MessageReject why) {
        return new Receipt(sha256, null, null, 0, 0, 0, null, List.of(), why);
    }

    /** Of a message whose reading ended by an exception: what was read until then is filed. */
    static Receipt failed(String sha256, int filed, int rejected, RuntimeException failure) {
        return new Receipt(
                sha256,
                null,
                null,
                filed + rejected,
                filed,
                rejected,
                null,
                List.of(),
                new MessageReject(
                        MessageReject.Reason.NOT_HANDLED,
                        "reading failed after " + (filed + rejected)
                                + " bills or events; send it again once a release reads it, those filed keep their ids:"
                                + " cause=" + failure));
    }

    static MessageAnswered answer(RawRecord raw, Headers headers, long bytes, Receipt receipt) {
        MessageReject reject = receipt.reject();
        return MessageAnswered.newBuilder()
                .setSha256(receipt.sha256())
                .setTenant(headers.tenant())
                .setSender(Objects.requireNonNullElse(headers.sender(), "UNKNOWN"))
                .setName(headers.name())
                .setTopic(raw.topic())
                .setPartition(raw.partition())
                .setOffset(raw.offset())
                .setReceivedAt(headers.receivedAt())
                .setBytes(bytes)
                .setFormat(receipt.format())
                .setProfile(receipt.profile())
                .setFound(receipt.found())
                .setFiled(receipt.filed())
                .setRejected(receipt.rejected())
                .setStated(receipt.stated())
                .setReason(reject == null ? null : reject.reason().name())
                .setMessage(reject == null ? null : cut(reject.message()))
                .setFindings(receipt.findings().stream()
                        .limit(MOST_FINDINGS)
                        .map(found -> new MessageFinding(found.code(), cut(found.message())))
                        .toList())
                .build();
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
    }
}
