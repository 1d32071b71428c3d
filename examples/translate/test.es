El médico no duerme ahora.
Mi enfermera busca la mesa roja.
Un panadero come en la casa.
La maestra vieja quiere el libro negro.
Mi caballo come en la casa.
Mi niño bonito no pinta un coche viejo.
¿Busca el marinero nuevo un libro?
Una gallina quiere el barco pequeño.
Mi gato nuevo corre hoy.
Un caballo viejo compra una casa.
La gallina pequeña no espera hoy.
Una gallina no compra un sombrero.
Una gallina duerme en el jardín.
El niño viejo no come hoy.
Un niño caro canta aquí.
El niño vende mi mesa vieja.
Mi enfermera cara duerme en la casa.
Una niña quiere una carta.
Un gato ve el libro caro.
Mi panadero pequeño espera aquí.
Una gallina negra quiere el sombrero negro.
Un marinero pequeño no quiere el sombrero rojo.
El gato nuevo vende una llave.
La maestra roja corre en el jardín.
Un médico pequeño no compra la casa.
El panadero pequeño espera aquí.
La enfermera bonita canta en la casa.
El médico espera en el jardín.
Un panadero no vende el libro pequeño.
La gallina negra duerme hoy.
El niño caro vende el coche.
Un caballo rojo no ve el jardín nuevo.
El niño pequeño quiere el sombrero rojo.
La niña no pinta un jardín.
La maestra compra la lámpara cara.
Mi panadero no duerme en el jardín.
La maestra roja espera ahora.
La reina compra el jardín blanco.
Una gallina pequeña pinta el libro bonito.
El médico canta aquí.
El caballo no duerme ahora.
¿Ve una reina bonita la carta?
Mi gato espera hoy.
El médico bonito no corre hoy.
La niña vieja ve el libro nuevo.
Mi gallina bonita corre hoy.
¿Corre mi vaca cara hoy?
Un caballo quiere una lámpara.
La enfermera roja no duerme ahora.
El niño negro ve un sombrero.
