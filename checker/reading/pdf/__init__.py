"""PDF: text by pdfium, geometry on demand, forms, signatures, attachments."""
