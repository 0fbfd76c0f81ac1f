//! The sealed file: a head in the clear, then pieces of one size, the last one shorter and sealed as the last.

use std::io::{Read, Write};

use aes_gcm::Aes256Gcm;
use aes_gcm::aead::KeyInit;
use aes_gcm::aead::Payload;
use aes_gcm::aead::generic_array::GenericArray;
use aes_gcm::aead::stream::{DecryptorBE32, EncryptorBE32};
use hongwang_store::key_file::hex;

use crate::error::ArchiveError;
use crate::key::BackupKey;

const MAGIC: &[u8; 8] = b"HONGWANG";
/// The form of the file.
const FORM: u32 = 1;
const NONCE: usize = 7;
const HEAD: usize = 8 + 4 + 8 + NONCE;
const PIECE: usize = 64 * 1024;
const TAG: usize = 16;

/// Seals what is written to it.
pub(crate) struct Sealing<W: Write> {
    out: W,
    head: [u8; HEAD],
    sealer: EncryptorBE32<Aes256Gcm>,
    waiting: Vec<u8>,
}

impl<W: Write> Sealing<W> {
    pub(crate) fn new(mut out: W, key: &BackupKey) -> Result<Self, ArchiveError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|error| ArchiveError::Key(error.to_string()))?;
        let head = head(key, nonce);
        out.write_all(&head)?;
        let cipher = Aes256Gcm::new(key.bytes().into());
        let sealer = EncryptorBE32::from_aead(cipher, GenericArray::from_slice(&nonce));
        Ok(Self { out, head, sealer, waiting: Vec::with_capacity(PIECE + TAG) })
    }

    /// Seals the last piece, and hands back where it was written to.
    pub(crate) fn finish(self) -> Result<W, ArchiveError> {
        let Self { mut out, head, sealer, waiting } = self;
        let last = sealer.encrypt_last(Payload { msg: &waiting, aad: &head }).map_err(|_| ArchiveError::Damaged)?;
        out.write_all(&last)?;
        Ok(out)
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        // A full piece waits until it is known that it is not the last.
        if self.waiting.len() == PIECE {
            let payload = Payload { msg: &self.waiting, aad: &self.head };
            let sealed = self.sealer.encrypt_next(payload).map_err(|_| std::io::Error::other("too long"))?;
            self.out.write_all(&sealed)?;
            self.waiting.clear();
        }
        let taken = bytes.len().min(PIECE - self.waiting.len());
        self.waiting.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// Opens what is read from it. A file that ends before its last piece is an error, never an end.
pub(crate) struct Opening<R: Read> {
    from: R,
    head: [u8; HEAD],
    opener: Option<DecryptorBE32<Aes256Gcm>>,
    /// The sealed piece that was read ahead.
    ahead: Vec<u8>,
    open: Vec<u8>,
    at: usize,
}

impl<R: Read> Opening<R> {
    pub(crate) fn new(mut from: R, key: &BackupKey) -> Result<Self, ArchiveError> {
        let mut found = [0; HEAD];
        from.read_exact(&mut found).map_err(|_| ArchiveError::NotAnArchive)?;
        if &found[..8] != MAGIC {
            return Err(ArchiveError::NotAnArchive);
        }
        let form = u32::from_be_bytes([found[8], found[9], found[10], found[11]]);
        if form != FORM {
            return Err(ArchiveError::NewerForm(form));
        }
        if found[12..20] != key.fingerprint() {
            return Err(ArchiveError::OtherKey(hex(&found[12..20])));
        }
        let cipher = Aes256Gcm::new(key.bytes().into());
        let opener = DecryptorBE32::from_aead(cipher, GenericArray::from_slice(&found[20..]));
        let mut opening = Self { from, head: found, opener: Some(opener), ahead: Vec::new(), open: Vec::new(), at: 0 };
        opening.ahead = opening.read_piece()?;
        Ok(opening)
    }

    fn read_piece(&mut self) -> std::io::Result<Vec<u8>> {
        let mut piece = Vec::with_capacity(PIECE + TAG);
        self.from.by_ref().take((PIECE + TAG) as u64).read_to_end(&mut piece)?;
        Ok(piece)
    }

    /// Opens the next piece; nothing more comes after the last.
    fn next(&mut self) -> std::io::Result<()> {
        let damaged = || std::io::Error::new(std::io::ErrorKind::InvalidData, "cut off or damaged");
        let sealed = std::mem::take(&mut self.ahead);
        self.ahead = self.read_piece()?;
        let payload = Payload { msg: &sealed, aad: &self.head };
        self.open = if self.ahead.is_empty() {
            let opener = self.opener.take().ok_or_else(damaged)?;
            opener.decrypt_last(payload).map_err(|_| damaged())?
        } else {
            self.opener.as_mut().ok_or_else(damaged)?.decrypt_next(payload).map_err(|_| damaged())?
        };
        self.at = 0;
        Ok(())
    }
}

impl<R: Read> Read for Opening<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.open.len() && self.opener.is_some() {
            self.next()?;
        }
        let taken = into.len().min(self.open.len() - self.at);
        into[..taken].copy_from_slice(&self.open[self.at..self.at + taken]);
        self.at += taken;
        Ok(taken)
    }
}

fn head(key: &BackupKey, nonce: [u8; NONCE]) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    head[..8].copy_from_slice(MAGIC);
    head[8..12].copy_from_slice(&FORM.to_be_bytes());
    head[12..20].copy_from_slice(&key.fingerprint());
    head[20..].copy_from_slice(&nonce);
    head
}
