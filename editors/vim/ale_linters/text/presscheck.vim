call presscheck#DefineLinter('text', 'plaintext', function('presscheck#Root'))
