// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.PublishedText;
import portolan.pipeline.PublishedText.Role;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.lifecycle.DocumentKind;

/**
 * Layout of a published text.
 *
 * <pre>
 *   v3   name | signed version | hash | text | source | signed order time | signed offset | role | kind | author
 *          | approver
 * </pre>
 */
final class PublishedTextLayout {
    private PublishedTextLayout() {}

    static void write(LayoutWriter out, PublishedText published) {
        out.text(published.name())
                .signed(published.version())
                .text(published.hash())
                .text(published.text());
        out.text(published.source())
                .signed(published.orderTime())
                .signed(published.offset())
                .constant(published.role());
        out.constant(published.kind()).text(published.author()).text(published.approver());
    }

    static PublishedText read(LayoutReader in) {
        String name = in.text();
        int version = in.whole();
        String hash = in.text();
        String text = in.text();
        String source = in.text();
        long orderTime = in.signed();
        long offset = in.signed();
        Role role = in.constant(Role.class);
        DocumentKind kind = in.constant(DocumentKind.class);
        String author = in.text();
        String approver = in.text();
        return new PublishedText(kind, name, version, hash, text, author, approver, source, orderTime, offset, role);
    }
}
